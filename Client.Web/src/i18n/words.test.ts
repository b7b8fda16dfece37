import { describe, expect, it } from 'vitest'
import { entries, keys, leftInEnglish, lettered, pageWords, rareWords, withoutOwnLetters } from '../testing/wordFiles'
import { de } from './de'
import { en } from './en'
import { ko } from './ko'
import { checkedTitle, stageTitle, tabTitle } from './stageWords'
import { uk } from './uk'
import { languageFor, languages, speak, useWords, type Language } from './useWords'

const tags = Object.keys(languages) as Language[]
/** With those that nobody needs at first; the question of the one is the name of a part of the other. */
const whole = (tag: Language) => ({ ...pageWords[tag], ...rareWords[tag], slowQuestion: pageWords[tag].slow })
const all = Object.fromEntries(tags.map((tag) => [tag, whole(tag)])) as Record<Language, ReturnType<typeof whole>>
const others = Object.entries(all).filter(([tag]) => tag !== 'en') as [Language, (typeof all)['en']][]

it('every language that can be chosen has its words', () => {
  expect(Object.values(pageWords).every(({ start }) => start)).toBe(true)
})

it.each(others)('%s has the same words as English', (_, words) => {
  expect(keys(words)).toEqual(keys(all.en))
})

it('a stage without words of its own is called by its name', () => {
  expect([stageTitle(de, 'Output'), tabTitle(de, 'Output')]).toEqual([de.stage.Output.title, de.tab.Output])
  expect([stageTitle, tabTitle, checkedTitle].map((title) => title(en, 'SecondLook'))).toEqual(Array(3).fill('Second Look'))
})

it('every word says something', () => {
  for (const words of Object.values(all)) expect(JSON.stringify(words)).not.toContain('""')
})

/** Names, which are the same everywhere, and words that two languages share. */
const shared = ['title', 'help.label', 'help.anyHourLabel', 'tab.Interception', 'stage.Interception.title']
const sharedBy: Partial<Record<string, string[]>> = {
  fr: ['expert.jobs.Interception'],
  de: ['mode.expert', 'expert.jobs.Interception'],
}

it.each(others)('nothing is left in English: %s', (tag, words) => {
  expect(leftInEnglish(words, all.en).filter((path) => ![...shared, ...(sharedBy[tag] ?? [])].includes(path))).toEqual([])
})

it.each(lettered)('%s is written in its own letters', (tag) => {
  expect(withoutOwnLetters(tag, all[tag]).filter((path) => !/^(title|help\..*abel|tools\..*ame)$/i.test(path))).toEqual([])
})

describe.each(Object.entries(all))('numbers in %s', (_, words) => {
  const { expert, happening, left, reason, pull, elapsed, took } = words
  const sayings = [left, pull, reason.again, expert.pieces, expert.chars, expert.speed, elapsed, happening.place]

  it('have a form for each number', () => {
    for (const say of sayings)
      for (const number of [1, 2, 3, 5, 11, 21, 22, 25, 100, 101]) expect(say(number)).toMatch(/^[^#]*\p{L}*[^#]*$/u)
    for (const say of sayings) expect(say(37)).toMatch(/\p{Nd}/u)
    expect([happening.eta(20, 50), happening.eta(60, 60), happening.eta(90, 300), took(1234), took(123456)].join()).not.toMatch(
      /#|undefined|NaN/,
    )
  })
})

it('numbers bend words as each language does', () => {
  expect([1, 3, 5, 21].map(all.ru.expert.pieces)).toEqual(['1 кусок', '3 куска', '5 кусков', '21 кусок'])
  expect([1, 2, 5, 22].map(uk.reason.again)).toEqual([
    'Знову можна за 1 секунду.',
    'Знову можна за 2 секунди.',
    'Знову можна за 5 секунд.',
    'Знову можна за 22 секунди.',
  ])
  expect([1, 2, 3, 11].map((chars) => all.ar.expert.chars(chars).replace(/\p{Nd}+/u, '#'))).toEqual(['حرف واحد', 'حرفان', '# أحرف', '# حرفًا'])
  expect([de.took(1500), en.took(1500), all.fr.expert.speed(1.5)]).toEqual(['1,5 Sek.', '1.5s', '1,5 morceau par seconde'])
})

const sentences = (words: object): string[] =>
  entries(words).flatMap(([, value]) => (typeof value === 'string' ? value.split(/(?<=[.!?:…؟])\s+/) : []))

it('a child of eight can read each sentence in one breath', () => {
  const tooLong = Object.values(all).flatMap(sentences).filter((sentence) => sentence.split(' ').length > 17)

  expect(tooLong).toEqual([])
  expect([all.de, all.en].flatMap(sentences).filter((sentence) => sentence.split(' ').length > 16)).toEqual([])
  expect(sentences(all.en).filter((sentence) => /;|\b(signs|whoever|unchecked|meanwhile)\b/.test(sentence))).toEqual([])
})

it.each([
  [['fr-FR', 'de-AT', 'en'], 'fr'],
  [['en-GB', 'de'], 'en'],
  [['es', 'tr-TR'], 'tr'],
  [['ar-SY'], 'ar'],
  [['ko'], 'ko'],
  [['es'], 'en'],
  [[], 'en'],
])('the page speaks the first language of the reader that it knows: %j is %s', (tags, language) => {
  expect(languageFor(tags)).toBe(language)
})

it('a language that comes late does not take the place of one that was chosen after it', async () => {
  const { language, words } = useWords()
  const late = speak('uk')
  await speak('ko')
  await late

  expect([language.value, words.value.start]).toEqual(['ko', ko.start])
})
