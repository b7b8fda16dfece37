import { languageFor, speak } from './i18n/useWords'
import { recallChoice } from './memory/tabMemory'
import { pause, retryDelayMs } from './network/retryDelay'

/**
 * Brings the words, in the language that was chosen on this device or else the browser's; English where they do not
 * come. They come first, so that nobody sees a page in another language for a moment.
 */
export async function bringFirstWords(): Promise<void> {
  const chosen = recallChoice('language')
  await untilDone(async () => (await speak(chosen ? languageFor([chosen]) : undefined)) || speak('en'))
}

/** Does something again until it succeeds. */
export async function untilDone(act: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await act()); tries++) await pause(retryDelayMs(tries))
}
