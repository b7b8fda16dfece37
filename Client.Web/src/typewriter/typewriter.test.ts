import { describe, expect, it } from 'vitest'
import { approximateGraphemes, graphemes } from './graphemes'
import { Typewriter } from './typewriter'

const family = '👩‍👩‍👧‍👦'
const flags = '🇩🇪🇺🇦'
const combined = 'e\u0301n\u0303a\u0300\u0323'
const hard = `Hé ${family}${flags}👍🏽 ${combined}\r\nक्षि 각 ende\r\n`

/** Writes pieces at their times and looks 60 times a second; tells what was to be seen at each look. */
function write(arrivals: [at: number, piece: string][], endAt: number, until = endAt + 700) {
  const writer = new Typewriter()
  const looks: { at: number; shown: string }[] = []
  const pending = [...arrivals]
  for (let at = 0; at <= until; at += 1000 / 60) {
    while (pending[0] && pending[0][0] <= at) writer.append(pending.shift()![1], at)
    if (at >= endAt) writer.end(at)
    looks.push({ at, shown: writer.text.slice(0, writer.frame(at)) })
  }
  return { looks, writer, text: arrivals.map(([, piece]) => piece).join('') }
}

const evenly = (text: string, size: number, everyMs: number): [number, string][] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, n) => [n * everyMs, text.slice(n * size, (n + 1) * size)])

describe('every grapheme', () => {
  it.each([1, 2, 3, 5, 7])('is shown once and never in parts, with the text cut every %i units', (size) => {
    const arrivals = evenly(hard.repeat(3), size, 20)
    const { looks, text } = write(arrivals, arrivals.length * 20)
    const whole = new Set([0])
    graphemes(text).reduce((end, part) => (whole.add(end + part.length), end + part.length), 0)

    looks.forEach(({ shown }) => expect(whole).toContain(shown.length))
    expect(looks.at(-1)!.shown).toBe(text)
  })

  it('stays, once shown', () => {
    const { looks } = write(evenly(hard.repeat(9), 4, 30), 4000)

    looks.reduce((before, { shown }) => (expect(shown.startsWith(before)).toBe(true), shown), '')
  })

  it('waits open until another follows', () => {
    const writer = new Typewriter()
    writer.append('👩', 0)
    expect(writer.frame(100)).toBe(0)
    writer.append('\u200D🚀', 110)
    expect(writer.frame(200)).toBe(0)
    writer.append('!', 210)

    expect(writer.frame(220)).toBe('👩\u200D🚀'.length)
  })

  it('is shown after 150 ms without news', () => {
    const writer = new Typewriter()
    writer.append('a', 0)

    expect([writer.frame(149), writer.busy, writer.frame(150), writer.busy]).toEqual([0, true, 1, false])
  })

  it('is never half a character, however long the other half takes', () => {
    const writer = new Typewriter()
    writer.append('\uD83D', 0)
    expect([writer.frame(10_000), writer.busy]).toEqual([0, false])
    writer.append('\uDE80', 10_000)

    expect(writer.frame(10_150)).toBe(2)
  })
})

describe('the pace', () => {
  it('begins with the first frame', () => {
    const writer = new Typewriter()
    writer.append('ab', 0)

    expect(writer.frame(16)).toBe(1)
  })

  it('shows within about 400 ms what waits while the text is live', () => {
    const { looks } = write([[0, 'x'.repeat(200)]], Infinity, 1000)

    expect(looks.find(({ shown }) => shown.length >= 199)!.at).toBeLessThan(450)
    expect(looks.find(({ at }) => at > 180)!.shown.length).toBeGreaterThan(60)
    expect(looks.find(({ at }) => at > 180)!.shown.length).toBeLessThan(140)
  })

  it('is even although the text comes in bursts', () => {
    const { looks } = write(evenly('x'.repeat(400), 20, 200), 4000)
    const steps = looks.slice(30, 200).map(({ shown }, n) => looks[n + 31]!.shown.length - shown.length)

    expect(Math.max(...steps)).toBeLessThanOrEqual(4)
    expect(steps.filter((step) => step === 0).length).toBeLessThan(steps.length / 3)
  })

  it('does not burst after a long task', () => {
    const writer = new Typewriter()
    writer.append('x'.repeat(400), 0)
    writer.frame(0)

    expect(writer.frame(3000)).toBeLessThan(120)
  })

  it('shows all at once what is closed, when asked to', () => {
    const writer = new Typewriter()
    writer.append('at once', 0)

    expect(writer.frame(0)).toBe('at once'.length - 1)
  })
})

describe('the end', () => {
  it.each([0, 1, 50, 100, 399])('drops nothing, with an end %i ms after the last piece', (late) => {
    const { looks, text, writer } = write(
      [
        [0, 'y'.repeat(300)],
        [100, hard],
      ],
      100 + late,
    )

    expect(looks.find(({ shown }) => shown === text)!.at).toBeLessThanOrEqual(100 + late + 650 + 34)
    expect(writer.busy).toBe(false)
  })

  it('is reached in 650 ms by the clock, even with few frames', () => {
    const writer = new Typewriter()
    writer.append('z'.repeat(5000), 0)
    writer.end(0)

    expect([writer.frame(50) < 5000, writer.frame(650)]).toEqual([true, 5000])
  })

  it('does not cut a piece that comes after it', () => {
    const writer = new Typewriter()
    writer.append('first', 0)
    writer.end(0)
    writer.append(' last', 700)

    expect(writer.frame(700)).toBe('first last'.length)
  })
})

describe('without Intl.Segmenter', () => {
  it('text holds together all the same', () => {
    const text = `a${family}${flags}👍🏽${combined}\r\n`

    expect(approximateGraphemes(text)).toEqual([
      'a',
      family,
      '🇩🇪',
      '🇺🇦',
      '👍🏽',
      'e\u0301',
      'n\u0303',
      'a\u0300\u0323',
      '\r\n',
    ])
    expect(approximateGraphemes(hard).join('')).toBe(hard)
    expect(approximateGraphemes('')).toEqual([])
  })
})
