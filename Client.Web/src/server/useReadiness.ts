import { useEventListener } from '@vueuse/core'
import { onScopeDispose, watch, type Ref } from 'vue'
import type { Config } from '../contracts/contracts'

/** How often the page asks whether what was missing is there, and whether practice has found a model; a class spreads out. */
const missingMs = 5000
const practiceMs = 30_000
const spread = () => 0.75 + Math.random() / 2

/**
 * Asks the server again what it says of itself while something is missing and the page is being looked at.
 * A server that is ready is left alone.
 */
export function useReadiness(config: Readonly<Ref<Config | null>>, ask: () => Promise<void>): void {
  let next: ReturnType<typeof setTimeout> | undefined
  let over = false

  function pauseMs(): number | null {
    const { missing, voice } = config.value ?? {}
    return missing?.length ? missingMs : voice === 'practice' ? practiceMs : null
  }

  function plan() {
    clearTimeout(next)
    const ms = pauseMs()
    if (ms !== null && !over && !document.hidden) next = setTimeout(look, ms * spread())
  }

  async function look() {
    clearTimeout(next)
    await ask()
    plan()
  }

  function onVisibility() {
    if (document.hidden) clearTimeout(next)
    else if (pauseMs() !== null) void look()
  }

  watch(config, plan, { immediate: true })
  useEventListener(document, 'visibilitychange', onVisibility)
  onScopeDispose(() => {
    over = true
    clearTimeout(next)
  })
}
