import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { useStall } from './useStall'

let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
})

afterEach(() => {
  scope.stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
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
