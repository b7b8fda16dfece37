import { expect, it } from 'vitest'
import { heldMs, longestGap } from './tickTimes'

const evenly = Array.from({ length: 10 }, (_, n) => 500_000 + 300 * n)

it('ticks that come as they left were not held, however far apart the clocks are', () => {
  expect(heldMs(evenly.map((sent) => ({ sent, came: sent - 400_000 })))).toBe(0)
})

it('ticks that left evenly and come at once were held for as long as the first one', () => {
  expect(heldMs(evenly.map((sent) => ({ sent, came: 7000 })))).toBe(2700)
})

it('a server that is late is not a way that holds back', () => {
  const late = evenly.map((sent, n) => sent + (n < 5 ? 0 : 4000))

  expect(heldMs(late.map((sent) => ({ sent, came: sent + 20 })))).toBe(0)
  expect(longestGap(late)).toBe(4300)
})

it('of nothing nothing is said', () => {
  expect([heldMs([]), longestGap([])]).toEqual([0, 0])
})
