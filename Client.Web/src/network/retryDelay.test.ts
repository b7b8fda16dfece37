import { afterEach, expect, it, vi } from 'vitest'
import { retryDelayMs } from './retryDelay'

afterEach(() => vi.restoreAllMocks())

it('spreads the tries up to a bound that doubles from half a second to ten', () => {
  vi.spyOn(Math, 'random').mockReturnValue(1)

  expect([0, 1, 2, 3, 4, 5, 2000].map(retryDelayMs)).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000])
})

it('may try again at once', () => {
  vi.spyOn(Math, 'random').mockReturnValue(0)

  expect(retryDelayMs(7)).toBe(0)
})
