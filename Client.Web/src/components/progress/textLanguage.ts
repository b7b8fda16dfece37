import type { RunRequest, Stage, StageTraits } from '../../contracts/contracts'

/** The language of a stage's text, where it is known: what it was last translated into. */
export function textLanguage(request: RunRequest | null, stages: readonly StageTraits[], stage: Stage): string | undefined {
  const upTo = stages.slice(0, stages.findIndex((traits) => traits.stage === stage) + 1)
  return upTo.map((traits) => translationOf(request, traits)).filter((language) => !!language).at(-1) || undefined
}

/** The language into which a stage translates; nothing when it does not. */
export const translationOf = (request: RunRequest | null, { translates }: StageTraits): string | null | undefined =>
  translates && { Idea: request?.translateTo, Interception: request?.translateOutputTo }[translates]
