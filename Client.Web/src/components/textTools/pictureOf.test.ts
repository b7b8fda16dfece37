import { expect, it } from 'vitest'
import { linesOf } from './pictureOf'

it('a text is broken into lines that fit, and no letter is lost', () => {
  const text = 'The old fence counts.\n\nUnbelievablylongword and blue'
  const lines = linesOf(text, (line) => line.length <= 10)

  expect(lines.every((line) => line.length <= 10)).toBe(true)
  expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  expect(lines.slice(0, 4)).toEqual(['The old', 'fence', 'counts.', ''])
})
