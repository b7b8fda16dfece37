import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { showName } from './childNames'
import { teacherWordsIn } from './teacherWords'

/** The words that the server makes names of. */
function wordsOf(list: string): string[] {
  const text = readFileSync('../Server/Classroom/NamePicker.cs', 'utf8')
  const found = new RegExp(`string\\[\\] ${list} =\\s*\\[([^\\]]+)\\]`).exec(text)![1]!
  return [...found.matchAll(/"(\w+)"/g)].map(([, word]) => word!)
}

it('every name that the server gives has a picture, a colour and its German words', () => {
  for (const colour of wordsOf('Colours'))
    for (const animal of wordsOf('Animals')) {
      const { text, picture, colour: shade } = showName(`${colour} ${animal}`, 'de')
      expect([picture, shade]).not.toContain('')
      expect(text).toMatch(/^[A-ZÄÖÜ][a-zäöüß]+-[A-ZÄÖÜ][a-zäöüß]+$/)
    }
})

it('a name says the same in every language, with its number in a hall of more children than names', () => {
  expect(showName('amber fox', 'de').text).toBe('Bernstein-Fuchs')
  expect(showName('amber fox', 'en').text).toBe('amber fox')
  expect(showName('amber fox 2', 'de').text).toBe('Bernstein-Fuchs 2')
})

it('a name that the page does not know is shown as it came', () => {
  expect(showName('mauve narwhal', 'de')).toEqual({ text: 'mauve narwhal', picture: '', colour: 'transparent' })
})

const keys = (words: object, path = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) => (typeof value === 'object' ? keys(value, `${path}${key}.`) : [`${path}${key}`]))

it('a teacher finds the same words in both languages, and English where there are none yet', () => {
  expect(keys(teacherWordsIn('de'))).toEqual(keys(teacherWordsIn('en')))
  expect(teacherWordsIn('tr')).toBe(teacherWordsIn('en'))
})
