import { describe, expect, it } from 'vitest'
import type { Pattern } from '../../testing/arrivalPatterns'
import { watch } from '../../testing/pacingFigures'
import { numbers } from '../../testing/seededNumbers'
import { frameMs, hard, typed, wholeLengths } from '../../testing/typedTexts'
import { paceOf } from './pace'
import { Typewriter } from './typewriter'

const cut = (text: string, sizes: () => number, everyMs = 20): Pattern => {
  const pieces: Pattern['pieces'] = []
  for (let from = 0; from < text.length; ) {
    const size = sizes()
    pieces.push({ at: pieces.length * everyMs, piece: text.slice(from, from + size) })
    from += size
  }
  return { pieces, endAt: pieces.length * everyMs }
}

describe('every grapheme', () => {
  it.each([1, 2, 3, 5, 7])('is shown once and never in parts, with the text cut every %i units', (size) => {
    const { looks, text } = watch(cut(hard.repeat(3), () => size))
    const whole = wholeLengths(text)

    looks.forEach(({ shown }) => expect(whole).toContain(shown))
    expect(looks.at(-1)!.shown).toBe(text.length)
  })

  it('is shown once and never in parts, wherever a text is cut', () => {
    const whole = wholeLengths(hard.repeat(2))
    for (let seed = 1; seed <= 200; seed++) {
      const next = numbers(seed)
      const { looks, text } = watch(cut(hard.repeat(2), () => 1 + Math.floor(next() * 9)))

      expect(looks.filter(({ shown }) => !whole.has(shown))).toEqual([])
      expect(text).toBe(hard.repeat(2))
      expect(looks.at(-1)!.shown).toBe(text.length)
    }
  })

  it('waits open until another follows', () => {
    const writer = typed('👩', 100)
    expect(writer.shown).toBe(0)
    writer.append('\u200D🚀', 110)
    expect(writer.frame(200)).toBe(0)
    writer.append('!', 210)
    writer.frame(220)

    expect(writer.frame(320)).toBe('👩\u200D🚀'.length)
  })

  it('is shown after 150 ms without news', () => {
    const writer = typed('a', 140)
    expect([writer.shown, writer.busy]).toEqual([0, true])
    writer.frame(150)

    expect([writer.frame(200), writer.busy]).toEqual([1, false])
  })

  it('is never half a character, however long the other half takes', () => {
    const writer = typed('\uD83D', 10_000)
    expect([writer.shown, writer.busy]).toEqual([0, false])
    writer.append('\uDE80', 10_000)
    writer.frame(10_150)

    expect(writer.frame(10_250)).toBe(2)
  })
})

describe('the pace', () => {
  it('holds the first grapheme for a moment, then begins', () => {
    const writer = new Typewriter()
    expect(writer.state).toBe('idle')
    writer.append('a few words', 0)
    expect([writer.frame(50), writer.state]).toEqual([0, 'hold'])

    expect([writer.frame(90) > 0, writer.state]).toEqual([true, 'live'])
  })

  it('does not burst after a long task', () => {
    const [writer, twin] = [typed('x'.repeat(400), 200), typed('x'.repeat(400), 200)]

    expect(writer.frame(3000)).toBeLessThanOrEqual(twin.frame(300))
  })

  it('survives a clock that jumps', () => {
    const writer = typed('x'.repeat(100), 300)
    const before = writer.shown
    writer.append('y'.repeat(20), -3_600_000)
    writer.end(-3_600_000 + 10)
    for (let at = 10; at <= 700; at += frameMs) expect(writer.frame(-3_600_000 + at)).toBeGreaterThanOrEqual(before)
    expect(writer.state).toBe('done')

    const other = typed('x'.repeat(100), 300)
    other.end(310)
    expect(other.frame(3_600_000)).toBe(100)
  })

  it('changes the page no more often than it may', () => {
    const writer = new Typewriter({ ...paceOf(), commitMs: 100 })
    const changes = watch(cut('x'.repeat(300), () => 5), writer).looks.filter(
      ({ shown }, n, looks) => n > 0 && shown > looks[n - 1]!.shown,
    )

    changes.slice(1, -1).forEach(({ at }, n) => expect(at - changes[n]!.at).toBeGreaterThanOrEqual(99))
  })
})

describe('the end', () => {
  it.each([0, 1, 50, 100, 399])('drops nothing, with an end %i ms after the last piece', (late) => {
    const pieces = [
      { at: 0, piece: 'y'.repeat(90) },
      { at: 350, piece: hard.repeat(20) },
    ]
    const { looks, writer } = watch({ pieces, endAt: 350 + late })

    expect(looks.at(-1)!.at).toBeLessThanOrEqual(350 + late + 650 + 34)
    expect([writer.busy, writer.state]).toEqual([false, 'done'])
  })

  it('is reached in 650 ms by the clock, even with few frames', () => {
    const writer = typed('z'.repeat(5000), 310)
    writer.end(310)

    expect([writer.state, writer.frame(330) < 5000, writer.frame(960)]).toEqual(['landing', true, 5000])
  })

  it('does not cut a piece that comes after it', () => {
    const writer = new Typewriter()
    writer.append('first', 0)
    writer.end(0)
    writer.append(' last', 700)

    expect(writer.frame(710)).toBe('first last'.length)
  })

  it('comes sooner when the next stage has begun', () => {
    const writer = typed('z'.repeat(500), 310)
    writer.landSoon(310)
    writer.append('more', 400)
    writer.frame(500)
    expect(writer.frame(560)).toBeGreaterThan(500)
    writer.end(600)

    expect(writer.frame(601)).toBe(504)
  })

  it('is not taken from silence alone, but from silence after the stage is said to have ended', () => {
    const writer = typed('all of it', 5000)
    expect([writer.shown, writer.state, writer.busy]).toEqual([9, 'live', false])
    writer.announceEnd()
    expect(writer.busy).toBe(true)
    writer.frame(5010)

    expect([writer.state, writer.busy]).toEqual(['done', false])
  })
})

describe('a text that is known whole', () => {
  const replayed = (forMs: number) => {
    const writer = new Typewriter(paceOf(10))
    writer.append('x'.repeat(300), 0)
    writer.frame(50)
    writer.end(100)
    for (let at = 100; at <= 100 + forMs; at += frameMs) writer.frame(at)
    return writer
  }

  it('is typed at reading speed', () => {
    expect(replayed(1500).state).toBe('replay')
    expect(Math.abs(replayed(1500).shown - 145)).toBeLessThan(8)
    expect(replayed(3030).state).toBe('done')
  })

  it('can be skipped', () => {
    const writer = replayed(1000)
    writer.skip()

    expect([writer.frame(1120), writer.state]).toEqual([300, 'done'])
  })

  it('gives way to the next stage', () => {
    const writer = replayed(1000)
    writer.landSoon(1110)

    expect([writer.state, writer.frame(1360)]).toEqual(['landing', 300])
  })

  it('is replayed however short, when it was held back', () => {
    const writer = new Typewriter()
    writer.live = false
    writer.append('short', 0)
    writer.end(0)

    expect(writer.state).toBe('replay')
  })
})
