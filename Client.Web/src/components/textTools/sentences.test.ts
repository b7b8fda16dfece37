import { afterEach, expect, it, vi } from 'vitest'
import { sentencesOf } from './sentences'

afterEach(() => vi.unstubAllGlobals())

const text = 'Das Haus nieste. „Wer ist da?“ fragte es!\n\nNiemand …\n—\nEnde'

it('a text is read sentence by sentence, without its gaps', () => {
  const sentences = sentencesOf(text, 'de')

  expect(sentences[0]).toBe('Das Haus nieste.')
  expect(sentences.at(-1)).toBe('Ende')
  expect(sentences.every((sentence) => sentence === sentence.trim() && sentence !== '—')).toBe(true)
})

it('nothing is lost in a browser that cannot tell sentences apart', () => {
  vi.stubGlobal('Intl', {})

  expect(sentencesOf('One. Two!\nThree', 'en')).toEqual(['One.', 'Two!', 'Three'])
})
