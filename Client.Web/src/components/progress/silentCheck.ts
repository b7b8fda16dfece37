import type { RunRequest } from '../../contracts/contracts'
import type { StageState } from '../../runs/runState'
import { translationOf } from './textLanguage'

/**
 * Whether a stage has nothing of its own to show: its check neither refused nor translated.
 * @param sources The texts that the page shows anyway; asked for only when there is something to compare.
 */
export function isSilentCheck(
  state: StageState,
  text: string,
  whole: boolean,
  sources: () => readonly (string | null)[],
  request: RunRequest | null,
): boolean {
  if (state.traits.writes || (state.outcome ?? 'Completed') !== 'Completed') return false
  if (text === '') return !translationOf(request, state.traits) || !state.begun
  return sources().some((source) => source !== null && repeats(source.trim(), text.trim(), whole))
}

const repeats = (source: string, text: string, whole: boolean) => (whole ? source === text : source.startsWith(text))
