import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope, nextTick, ref } from 'vue'
import { useStall } from '../progress/useStall'
import { useCountdown } from './useCountdown'
import { useNow } from './useNow'

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
  const now = scope.run(() => useNow(running))!
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

it('a text that stops growing for 700 ms has stalled, until it grows again', async () => {
  const chars = ref(10)
  const stalled = scope.run(() => useStall(chars, true))!

  vi.advanceTimersByTime(690)
  expect(stalled.value).toBe(false)
  vi.advanceTimersByTime(20)
  expect(stalled.value).toBe(true)

  chars.value++
  await nextTick()
  expect(stalled.value).toBe(false)
})

it('a text that has not begun, or is not being written, does not stall', () => {
  const [early, over] = scope.run(() => [useStall(0, true), useStall(10, false)])!

  vi.advanceTimersByTime(5000)
  expect([early!.value, over!.value]).toEqual([false, false])
})
