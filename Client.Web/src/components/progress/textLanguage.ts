import type { RunRequest, Stage, StageTraits } from '../../contracts/contracts'

/** The language of a stage's text, where it is known: what it was last translated into. */
export function textLanguage(request: RunRequest | null, stages: readonly StageTraits[], stage: Stage): string | undefined {
  const upTo = stages.slice(0, stages.findIndex((traits) => traits.stage === stage) + 1)
  const into = { Idea: request?.translateTo, Interception: request?.translateOutputTo }
  return upTo.map(({ translates }) => translates && into[translates]).filter((language) => !!language).at(-1) || undefined
}
