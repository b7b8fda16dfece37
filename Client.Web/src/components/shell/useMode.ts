import { ref, watchEffect } from 'vue'
import { recallChoice, rememberChoice } from '../../memory/tabMemory'

/** How much the page says: few large words, the steps, or everything. */
export const modes = ['kids', 'youth', 'expert'] as const
export type Mode = (typeof modes)[number]

const mode = ref<Mode>(modes.find((known) => known === recallChoice('mode')) ?? 'youth')

export function useMode() {
  return mode
}

/** Tells the style sheet which mode the page is in, and remembers it. */
export function announceMode(): void {
  watchEffect(() => {
    document.documentElement.dataset.mode = mode.value
    rememberChoice('mode', mode.value)
  })
}
