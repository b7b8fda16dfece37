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

it('ten silences are named and no more', () => {
  const hops = stage(...Array.from({ length: 20 }, (_, n): [number, number] => [2000 * n, 1]))

  expect(hops.silences()).toHaveLength(10)
})
