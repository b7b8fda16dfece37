import type { RunRequest, Stage } from '../../contracts/contracts'

/** The language of a stage's text, where it is known: what it was last translated into. */
export function textLanguage(request: RunRequest | null, stage: Stage): string | undefined {
  const late = stage === 'PreOutput' || stage === 'Output'
  return (late && request?.translateOutputTo) || request?.translateTo || undefined
}
