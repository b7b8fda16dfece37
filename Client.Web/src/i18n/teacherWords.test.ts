import { expect, it } from 'vitest'
import { entries, keys, leftInEnglish, lettered, teacherWords, withoutOwnLetters } from '../testing/wordFiles'
import { languages, type Language } from './useWords'

const { de, en, ru, uk, ar } = teacherWords
const others = (Object.keys(languages) as Language[]).filter((tag) => tag !== 'en')

it.each(others)('%s has the same words for teachers as English', (tag) => {
  expect(keys(teacherWords[tag])).toEqual(keys(en))
})

it('every word for teachers says something', () => {
  for (const words of Object.values(teacherWords)) expect(JSON.stringify(words)).not.toContain('""')
})

/** Words that two languages share. */
const shared: Partial<Record<Language, string[]>> = {
  de: ['countdown', 'ask.countdown', 'stageName.Interception', 'join.code'],
  fr: ['stageName.Interception'],
}

it.each(others)('nothing for teachers is left in English: %s', (tag) => {
  expect(leftInEnglish(teacherWords[tag], en).filter((path) => !shared[tag]?.includes(path))).toEqual([])
})

it.each(lettered)('%s speaks to teachers in its own letters', (tag) => {
  expect(withoutOwnLetters(tag, teacherWords[tag])).toEqual([])
})

it.each(Object.entries(teacherWords))('numbers for teachers have a form in %s', (_, words) => {
  const said = [0, 1, 2, 3, 5, 11, 21, 37, 100].flatMap((number) => [
    words.made(number), words.position(number), words.stage(number, 4), words.pieces(number), words.ago(number),
    words.ago(60 * number), words.now.of(number, 8), words.now.seconds(number), words.now.curve(number, number + 1), words.now.number(number),
  ])

  expect(said.join()).not.toMatch(/#|undefined|NaN/)
  for (const say of [words.made, words.position, words.ago, words.now.seconds]) expect(say(37)).toMatch(/\p{Nd}/u)
})

it('numbers for teachers bend words as each language does', () => {
  expect([1, 3, 5, 21].map(ru.made)).toEqual(['1 текст', '3 текста', '5 текстов', '21 текст'])
  expect([1, 2, 12, 22].map(uk.made)).toEqual(['1 текст', '2 тексти', '12 текстів', '22 тексти'])
  expect([1, 2, 3].map((pieces) => ar.made(pieces).replace(/\p{Nd}+/u, '#'))).toEqual(['نص واحد', 'نصّان', '# نصوص'])
  expect([de.stage(2, 5), de.made(1), en.position(1), en.position(3)]).toEqual(['Schritt 2 von 5', '1 Text', 'waits, next', 'waits, number 3'])
})

it('every sentence for teachers can be read at a glance', () => {
  const sentences = Object.values(teacherWords).flatMap((words) =>
    entries(words).flatMap(([, word]) => (typeof word === 'string' ? word.split(/(?<=[.!?:…؟])\s+/) : [])),
  )

  expect(sentences.filter((sentence) => sentence.split(' ').length > 20)).toEqual([])
})
