import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { burstWatch } from './burstWatch'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watched(...gaps: number[]) {
  const suspect = vi.fn()
  const piece = burstWatch(suspect)
  for (const gap of gaps) {
    vi.advanceTimersByTime(gap)
    piece()
  }
  return suspect.mock.calls.length
}

it('several pieces at once after a long silence are a burst', () => {
  expect(watched(50, 3000, 0, 0, 3000, 1, 1)).toBe(2)
})

it('a model that is slow, or begins late, makes none', () => {
  expect(watched(9000, 40, 40, 3000, 30, 2500, 2500)).toBe(0)
})
