import { expect, it } from 'vitest'
import { de } from './de'
import { en } from './en'
import { languageFor } from './useWords'

const keys = (words: object, path = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' ? keys(value, `${path}${key}.`) : [`${path}${key}: ${typeof value}`],
  )

it('both languages have the same words', () => {
  expect(keys(de)).toEqual(keys(en))
})

it('every word says something', () => {
  for (const words of [de, en]) expect(JSON.stringify(words)).not.toContain('""')
})

it.each([
  [['fr-FR', 'de-AT', 'en'], 'de'],
  [['en-GB', 'de'], 'en'],
  [['tr'], 'en'],
  [[], 'en'],
])('the page speaks the first language of the reader that it knows: %j is %s', (tags, language) => {
  expect(languageFor(tags)).toBe(language)
})
