// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { PageHops } from './pageHops'

function stage(...pieces: [at: number, length: number][]) {
  const hops = new PageHops()
  hops.begin(0)
  for (const [at, length] of pieces) {
    hops.arrive(length, at)
    hops.paint(true, at + 20)
  }
  return hops
}

it('each hop has its first piece, its last and its longest gap', () => {
  const hops = stage([100, 5], [200, 5], [700, 5])

  expect(hops.arrived()).toEqual({ pieces: 3, firstMs: 100, lastMs: 700, longestGapMs: 500 })
  expect(hops.painted()).toEqual({ pieces: 3, firstMs: 120, lastMs: 720, longestGapMs: 500 })
  expect(hops.silences()).toEqual([])
})

it('a silence that the server does not know was on the way', () => {
  expect(stage([0, 5], [3000, 5]).silences()).toEqual([{ place: 'network', chars: 5, ms: 3000 }])
})

it('a silence that the server has named is told once, with its place', () => {
  const known = [{ place: 'slow-model' as const, chars: 5, ms: 2900 }]

  expect(stage([0, 5], [3000, 5]).silences(known)).toEqual(known)
})

it('and what is left of it was on the way', () => {
  const known = [{ place: 'slow-model' as const, chars: 5, ms: 1500 }]

  expect(stage([0, 5], [3000, 5]).silences(known)).toEqual([...known, { place: 'network', chars: 5, ms: 1500 }])
})

it('what has come and is not to be seen lies in the page', () => {
  const hops = new PageHops()
  hops.arrive(5, 0)
  hops.paint(true, 1400)

  expect(hops.silences()).toEqual([{ place: 'page', chars: 5, ms: 1400 }])
})

it('a text that came while nobody looked was not seen', () => {
  const hops = new PageHops()
  hops.arrive(5, 0, true)
  hops.arrive(5, 900, true)
  hops.arrive(5, 1800, true)

  expect(hops.silences()).toEqual([{ place: 'hidden-tab', chars: 15, ms: 1800 }])
})

it('what could not come because the page was busy lies in the page, and the rest was on the way', () => {
  const hops = stage([0, 5])
  hops.arrive(5, 4000, false, 1500)
  hops.arrive(5, 5600, false, 1600)

  expect(hops.silences()).toEqual([
    { place: 'page', chars: 5, ms: 1500 },
    { place: 'network', chars: 5, ms: 2500 },
    { place: 'page', chars: 10, ms: 1600 },
  ])
})

it.each([
  [700, 'page'],
  [500, 'network'],
] as const)('a gap of which no part is long is named after the larger: %i ms busy', (busyMs, place) => {
  const hops = stage([0, 5])
  hops.arrive(5, 1200, false, busyMs)

  expect(hops.silences()).toEqual([{ place, chars: 5, ms: 1200 }])
})

it('a long task that hides what has come and delays what comes is one silence', () => {
  const hops = new PageHops()
  hops.arrive(5, 0)
  hops.paint(true, 1400)
  hops.arrive(5, 1500, false, 1450)

  expect(hops.silences()).toEqual([{ place: 'page', chars: 5, ms: 1450 }])
})

it('what a hidden tab did not take is no fault of the network, nor of the page', () => {
  const hops = stage([0, 5])
  hops.arrive(5, 60_000, true, 58_000)

  expect(hops.silences()).toEqual([{ place: 'hidden-tab', chars: 10, ms: 60_000 }])
})

it('ten silences are named and no more', () => {
  const hops = stage(...Array.from({ length: 20 }, (_, n): [number, number] => [2000 * n, 1]))

  expect(hops.silences()).toHaveLength(10)
})
