import { describe, expect, it } from 'vitest'
import { ar } from './ar'
import { de } from './de'
import { en } from './en'
import { rareWordsIn } from './rareWords'
import { fr } from './fr'
import { ko } from './ko'
import { ru } from './ru'
import { tr } from './tr'
import { uk } from './uk'
import { checkedTitle, stageTitle, tabTitle } from './stageWords'
import { languageFor, languages, speak, useWords, type Language } from './useWords'

/** With those that only some load. */
const whole = <T extends object>(tag: Language, words: T) => ({ ...words, ...rareWordsIn(tag), slowQuestion: (words as { slow?: unknown }).slow })
const all = {
  de: whole('de', de),
  en: whole('en', en),
  fr: whole('fr', fr),
  tr: whole('tr', tr),
  uk: whole('uk', uk),
  ru: whole('ru', ru),
  ar: whole('ar', ar),
  ko: whole('ko', ko),
} satisfies Record<Language, unknown>
const others = Object.entries(all).filter(([tag]) => tag !== 'en')

const entries = (words: object, path = ''): [path: string, word: unknown][] =>
  Object.entries(words).flatMap(([key, value]): [string, unknown][] =>
    value && typeof value === 'object' ? entries(value, `${path}${key}.`) : [[path + key, value]],
  )
const keys = (words: object) => entries(words).map(([path, word]) => `${path}: ${typeof word}`)

it('every language that can be chosen has its words', () => {
  expect(Object.keys(all).sort()).toEqual(Object.keys(languages).sort())
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
  const english = new Map(entries(all.en))
  const left = entries(words).filter(([path, word]) => typeof word === 'string' && word === english.get(path))

  expect(left.map(([path]) => path).filter((path) => ![...shared, ...(sharedBy[tag] ?? [])].includes(path))).toEqual([])
})

it.each(others.filter(([tag]) => ['uk', 'ru', 'ar', 'ko'].includes(tag)))('%s is written in its own letters', (tag, words) => {
  const letters = { uk: /\p{Script=Cyrillic}/u, ru: /\p{Script=Cyrillic}/u, ar: /\p{Script=Arabic}/u, ko: /\p{Script=Hangul}/u }[tag]!
  const without = entries(words).filter(([, word]) => typeof word === 'string' && !letters.test(word))

  expect(without.map(([path]) => path).filter((path) => !/^(title|help\..*abel|tools\..*ame)$/i.test(path))).toEqual([])
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
