import { afterAll, describe, expect, it } from 'vitest'
import { crowded, patterns, type Pattern } from '../../testing/arrivalPatterns'
import { average, figures, watch, type Figures } from '../../testing/pacingFigures'

/** A figure may be off by the frame in which it falls. */
const frame = 1000 / 60
/** From the model's end to the last character, whatever came before. */
const landing = 650

/** Nothing that a reader notices may get worse than this. */
const bounds: Record<keyof typeof patterns, Omit<Figures, 'p95'>> = {
  'steady, 40 tokens a second': { first: 77, lag: 80, tail: 168, gap: 33, cv: 0.17 },
  'shared by a class, 8 tokens a second, uneven': { first: 80, lag: 188, tail: 290, gap: 100, cv: 0.3 },
  'frames of the hub, every 40 ms': { first: 77, lag: 77, tail: 160, gap: 33, cv: 0.14 },
  'frames of the hub under load, 40 to 200 ms': { first: 83, lag: 150, tail: 200, gap: 33, cv: 0.15 },
  'bursts of a proxy, every 600 ms': { first: 83, lag: 439, tail: landing, gap: 100, cv: 0.32 },
  'fast, 150 tokens a second': { first: 77, lag: 98, tail: 163, gap: 17, cv: 0.2 },
  'a stall of 3 s': { first: 83, lag: 260, tail: 470, gap: 2950, cv: 0.8 },
  'known whole, 600 characters': { first: 83, lag: 4600, tail: 9000, gap: 33, cv: 0.07 },
  'recorded: alone on two CPU cores': { first: 150, lag: 120, tail: 168, gap: 167, cv: 0.27 },
}
const named = Object.entries(bounds) as [keyof typeof patterns, Omit<Figures, 'p95'>][]
const all: [name: string, pattern: (seed: number) => Pattern][] = [...Object.entries(patterns), ...crowded]
const live = all.filter(([name]) => !name.startsWith('known'))

describe('a reader notices little of', () => {
  it.each(named)('%s', (name, bound) => {
    const measured = average(patterns[name])

    for (const key of ['first', 'lag', 'tail', 'gap'] as const)
      expect(measured[key], key).toBeLessThanOrEqual(bound[key] + frame)
    expect(measured.cv, 'cv').toBeLessThan(bound.cv + 0.01)
  })
})

describe.each([30, 60, 120])('at %i frames a second', (framesPerSecond) => {
  it.each(live)('live text never trails, and is complete soon after the end: %s', (_, pattern) => {
    for (const seed of [1, 2, 3]) {
      const one = pattern(seed)
      const watching = watch(one, undefined, framesPerSecond)
      const { p95, tail } = figures(one, watching)

      expect(p95).toBeLessThanOrEqual(1100)
      expect(tail).toBeLessThanOrEqual(landing + 1000 / framesPerSecond + 1)
      expect(watching.looks.at(-1)!.shown).toBe(watching.text.length)
      watching.looks.forEach(({ shown }, n) => expect(shown).toBeGreaterThanOrEqual(watching.looks[n - 1]?.shown ?? 0))
    }
  })

  it('a text that is known whole takes nine seconds at most', () => {
    const one = patterns['known whole, 600 characters']()

    expect(figures(one, watch(one, undefined, framesPerSecond)).tail).toBeLessThanOrEqual(9000 + 1000 / framesPerSecond)
  })
})

// npm run figures
afterAll(() => {
  if (import.meta.env.MODE !== 'figures') return
  const print = (value: number, key: string) => (key === 'cv' ? value.toFixed(2) : Math.round(value))
  const rows = all.map(([name, pattern]) =>
    [name, ...Object.entries(average(pattern)).map(([key, value]) => print(value, key))].join(' | '),
  )
  console.log(
    ['pattern | first | lag | p95 | tail | gap | cv', '--- | ---: | ---: | ---: | ---: | ---: | ---:', ...rows]
      .map((row) => `| ${row} |`)
      .join('\n'),
  )
})
