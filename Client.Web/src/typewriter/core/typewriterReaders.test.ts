import { describe, expect, it } from 'vitest'
import { family, frameMs, hard, typed, wholeLengths } from '../../testing/typedTexts'
import { Typewriter, type Ending } from './typewriter'

describe('while nobody looks', () => {
  it.each([0, 50, 300, 1000])('text is shown as it comes, hidden %i ms after the first piece', (at) => {
    const writer = typed('x'.repeat(900), at)
    writer.hidden = true
    expect(writer.frame(at + 1)).toBeGreaterThanOrEqual(899)
    writer.append('yz', at + 5000)
    expect([writer.frame(at + 5000), writer.state]).toEqual([901, 'snap'])

    writer.hidden = false
    writer.frame(at + 5099)
    writer.append('after'.repeat(40), at + 5100)
    expect(writer.frame(at + 5116)).toBeLessThan(writer.text.length)
    expect(writer.state).toBe('live')
  })

  it.each(['landing', 'replay'])('%s is over at once', (state) => {
    const writer = typed('x'.repeat(900), state === 'landing' ? 400 : 0)
    writer.end(state === 'landing' ? 400 : 1)
    expect(writer.state).toBe(state)
    writer.hidden = true

    expect([writer.frame(410), writer.state]).toEqual([900, 'done'])
  })
})

describe('who wants no motion', () => {
  it('sees whole sentences, or what has come in half a second', () => {
    const writer = new Typewriter()
    writer.reducedMotion = true
    writer.append('One. “Two!” Thr', 0)
    expect(writer.frame(16)).toBe('One. “Two!”'.length)
    expect(writer.frame(500)).toBe('One. “Two!”'.length)
    expect(writer.frame(520)).toBe('One. “Two!” Thr'.length)
    writer.append('ee', 600)
    writer.end(600)

    expect(writer.frame(616)).toBe('One. “Two!” Three'.length)
  })

  it('may change their mind in mid-sentence', () => {
    const writer = typed('x'.repeat(200), 300)
    const before = writer.shown
    writer.reducedMotion = true
    expect(writer.frame(310)).toBe(before)
    writer.reducedMotion = false

    expect(writer.frame(330)).toBeGreaterThan(before)
  })
})

describe('at every offset', () => {
  const everyMoment = Array.from({ length: 60 }, (_, n) => n * frameMs * 2)
  const endings: Ending[] = ['Stopped', 'Failed', 'Truncated']

  it.each(endings)('what has come is shown at once: %s', (ending) => {
    for (const at of everyMoment) {
      const writer = typed(hard.repeat(20), at)
      writer.end(at, ending)

      expect([writer.frame(at), writer.state]).toEqual([writer.text.length, 'done'])
    }
  })

  it('nothing more is ever shown of a blocked text', () => {
    for (const at of everyMoment) {
      const writer = typed(hard.repeat(20), at)
      const before = writer.shown
      writer.end(at, 'Blocked')
      writer.append('more', at)
      writer.write('other', at)
      writer.skip()

      expect([writer.frame(at + 5000), writer.state, writer.busy]).toEqual([before, 'frozen', false])
    }
  })

  it('a resumed text is there without being typed, and goes on', () => {
    const whole = [...wholeLengths(hard)]
    for (let offset = 0; offset <= hard.length; offset++) {
      const writer = new Typewriter()
      writer.resumeAt(offset)
      writer.append(hard.repeat(3), 0)

      expect(writer.frame(0)).toBe(whole.filter((length) => length <= offset).at(-1))
      expect(writer.frame(2000)).toBeLessThan(writer.text.length)
    }
  })
})

describe('a piece', () => {
  it('that is known already changes nothing', () => {
    const writer = new Typewriter()

    expect([writer.append('abc', 0), writer.append('bcd', 1, 1), writer.append('ab', 2, 0)]).toEqual([true, true, true])
    expect(writer.text).toBe('abcd')
  })

  it('is not taken when something is missing before it', () => {
    const writer = new Typewriter()

    expect([writer.append('def', 0, 3), writer.text]).toEqual([false, ''])
  })
})

describe('a corrected text', () => {
  it('keeps what it has in common with the old one, in whole graphemes', () => {
    const writer = typed(`A ${family} sleeps`, 1000)
    writer.write('A 👩‍👩‍👧 sleeps', 1010)

    expect(writer.frame(1010)).toBe(2)
    for (let at = 1020; at < 3000; at += frameMs) writer.frame(at)
    expect(writer.frame(3000)).toBe('A 👩‍👩‍👧 sleeps'.length)
  })
})
