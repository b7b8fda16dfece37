import { afterEach, beforeEach, vi } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'
import { useStageStream, type StreamAddress } from '../runs/useStageStream'
import { FakeSource } from './fakeSource'

/** Asks why a stream is not opened. */
export const asked = vi.fn()

export let scope: EffectScope
export const address = ref<StreamAddress | null>(null)
export const heard: unknown[] = []
export const last = () => FakeSource.opened.at(-1)!
export const settled = () => vi.advanceTimersByTimeAsync(0)

export function read() {
  scope = effectScope()
  return scope.run(() =>
    useStageStream(address, {
      started: () => heard.push('started'),
      complete: (text) => heard.push(text),
      error: (code) => heard.push(code),
    }),
  )!
}

/** Gives each test of a file a stream of its own, and time that stands still. */
export function playStageStream(): void {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('EventSource', FakeSource)
    vi.stubGlobal('fetch', asked)
    asked.mockReset().mockRejectedValue(new TypeError('Failed to fetch'))
    FakeSource.opened = []
    heard.length = 0
    address.value = { stream: '/api/text_stream/stage2/try-1', params: { prompt: 'a bird' } }
  })

  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
}
