import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { useCountdown } from './useCountdown'
import { useServerTime } from './useServerTime'

let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

it('the time is looked at while something runs, and not a moment longer', async () => {
  const running = ref(false)
  const now = scope.run(() => useServerTime(running))!
  expect(vi.getTimerCount()).toBe(0)

  running.value = true
  await nextTick()
  vi.advanceTimersByTime(3000)
  expect(now.value).toBe(1_003_000)

  running.value = false
  await nextTick()
  expect(vi.getTimerCount()).toBe(0)
})

it('a countdown ends at nothing, and then rests', () => {
  const seconds = scope.run(() => useCountdown(1_002_500))!

  expect(seconds.value).toBe(3)
  vi.advanceTimersByTime(2000)
  expect(seconds.value).toBe(1)
  vi.advanceTimersByTime(1000)
  expect([seconds.value, vi.getTimerCount()]).toEqual([0, 0])
})
