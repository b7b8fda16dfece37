import type { RunRequest, Stage } from '../../contracts/contracts'
import type { StageState } from '../../runs/runState'

/** The stages that check what is there; each may translate it first. */
const translationOf: Partial<Record<Stage, 'translateTo' | 'translateOutputTo'>> = {
  PreInterception: 'translateTo',
  PreOutput: 'translateOutputTo',
}

export const isCheck = (stage: Stage): boolean => stage in translationOf

/**
 * Whether a stage has nothing of its own to show: a check that neither refused nor translated.
 * @param sources The texts that the page shows anyway; asked for only when there is something to compare.
 */
export function isSilentCheck(
  stage: Stage,
  state: StageState,
  text: string,
  whole: boolean,
  sources: () => readonly (string | null)[],
  request: RunRequest | null,
): boolean {
  const translation = translationOf[stage]
  if (!translation || (state.outcome ?? 'Completed') !== 'Completed') return false
  if (text === '') return !request?.[translation] || !state.begun
  return sources().some((source) => source !== null && repeats(source.trim(), text.trim(), whole))
}

const repeats = (source: string, text: string, whole: boolean) => (whole ? source === text : source.startsWith(text))
