import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { rareWords } from '../testing/wordFiles'
import { showName } from './childNames'
import { languages, type Language } from './useWords'

const shown = (name: string, language: string) => showName(name, rareWords[language as Language])

/** The words that the server makes names of. */
function wordsOf(list: string): string[] {
  const text = readFileSync('../Server/Classroom/NamePicker.cs', 'utf8')
  const found = new RegExp(`string\\[\\] ${list} =\\s*\\[([^\\]]+)\\]`).exec(text)![1]!
  return [...found.matchAll(/"(\w+)"/g)].map(([, word]) => word!)
}

it('every name that the server gives has a picture, a colour and its German words', () => {
  for (const colour of wordsOf('Colours'))
    for (const animal of wordsOf('Animals')) {
      const { text, picture, colour: shade } = shown(`${colour} ${animal}`, 'de')
      expect([picture, shade]).not.toContain('')
      expect(text).toMatch(/^[A-ZÄÖÜ][a-zäöüß]+-[A-ZÄÖÜ][a-zäöüß]+$/)
    }
})

it('every name has words of its own in each of the eight languages, and two names never the same', () => {
  const names = wordsOf('Colours').flatMap((colour) => wordsOf('Animals').map((animal) => `${colour} ${animal}`))
  for (const language of Object.keys(languages)) {
    const said = names.map((name) => shown(name, language).text)
    expect(new Set(said).size, language).toBe(names.length)
    expect(said.join(), language).not.toMatch(/undefined|\|/)
    if (!['en', 'de', 'fr', 'tr'].includes(language)) expect(said.join(), language).not.toMatch(/[a-z]/i)
  }
})

it('a name says the same in every language, with its number in a hall of more children than names', () => {
  expect(shown('amber fox', 'de').text).toBe('Bernstein-Fuchs')
  expect(shown('amber fox', 'en').text).toBe('amber fox')
  expect(shown('amber fox 2', 'de').text).toBe('Bernstein-Fuchs 2')
  expect(shown('amber fox 2', 'en').text).toBe('amber fox 2')
  expect(['fr', 'tr', 'uk', 'ar', 'ko'].map((language) => shown('amber fox', language).text)).toEqual([
    'renard ambre',
    'kehribar tilki',
    'лис Бурштин',
    'ثعلب الكهرمان',
    '호박색 여우',
  ])
})

it('a name that the page does not know is shown as it came', () => {
  expect(shown('mauve narwhal', 'de')).toEqual({ text: 'mauve narwhal', picture: '', colour: 'transparent' })
})
