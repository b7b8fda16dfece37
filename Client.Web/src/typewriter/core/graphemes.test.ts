import { expect, it } from 'vitest'
import { approximateGraphemes, graphemes } from './graphemes'

const parts = ['a', '👩‍👩‍👧‍👦', '🇩🇪', '🇺🇦', '👍🏽', '❤️', 'e\u0301', 'n\u0303', 'a\u0300\u0323', '\r\n', 'ß']

it.each([graphemes, approximateGraphemes])('text holds together', (split) => {
  expect(split(parts.join(''))).toEqual(parts)
  expect(split('')).toEqual([])
})

it('every letter of a plain text is a grapheme of its own', () => {
  const plain = 'Größe – „ja“,\nnö'

  expect(graphemes(plain)).toEqual(Array.from(new Intl.Segmenter().segment(plain), ({ segment }) => segment))
})
