import { expect, it } from 'vitest'
import { de } from './de'
import { en } from './en'
import { checkedTitle, stageTitle, tabTitle } from './stageWords'
import { languageFor } from './useWords'

const keys = (words: object, path = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' ? keys(value, `${path}${key}.`) : [`${path}${key}: ${typeof value}`],
  )

it('both languages have the same words', () => {
  expect(keys(de)).toEqual(keys(en))
})

it('a stage without words of its own is called by its name', () => {
  expect([stageTitle(de, 'Output'), tabTitle(de, 'Output')]).toEqual([de.stage.Output.title, de.tab.Output])
  expect([stageTitle, tabTitle, checkedTitle].map((title) => title(en, 'SecondLook'))).toEqual(Array(3).fill('Second Look'))
})

it('every word says something', () => {
  for (const words of [de, en]) expect(JSON.stringify(words)).not.toContain('""')
})

const sentences = (words: object): string[] =>
  Object.values(words).flatMap((value) =>
    typeof value === 'object' ? sentences(value) : typeof value === 'string' ? value.split(/(?<=[.!?:…])\s+/) : [],
  )

it('a child of eight can read each sentence in one breath', () => {
  const tooLong = [de, en].flatMap(sentences).filter((sentence) => sentence.split(' ').length > 16)

  expect(tooLong).toEqual([])
  expect(sentences(en).filter((sentence) => /;|\b(signs|whoever|unchecked|meanwhile)\b/.test(sentence))).toEqual([])
})

it.each([
  [['fr-FR', 'de-AT', 'en'], 'de'],
  [['en-GB', 'de'], 'en'],
  [['tr'], 'en'],
  [[], 'en'],
])('the page speaks the first language of the reader that it knows: %j is %s', (tags, language) => {
  expect(languageFor(tags)).toBe(language)
})
