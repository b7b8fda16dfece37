import type { Category } from '../../contracts/contracts'
import { columns, things, ways } from './thingTable'

type Spoken = (typeof columns)[number]

/** Rows of the table: what to say, and the stem that an idea is searched for, in each language. */
const rows = things.trim().split('\n').map((line) => line.split('|'))

/** Ready ideas that keep what is harmless in an idea; none in a crisis, where help stands alone. */
export function alternativesFor(idea: string, language: string, category: Category | null): string[] {
  if (category === 'self-harm') return []
  const at = Math.max(0, columns.indexOf(language as Spoken))
  const spoken = columns[at]!
  const [first, second] = thingsIn(idea, spoken)
  if (!first) return ways[spoken].fallback
  const sentences = second ? ways[spoken].two : ways[spoken].one
  return sentences.map((sentence) => capital(filled(sentence, first, second ?? ''), spoken))
}

/** The harmless things of an idea in its order; said in the page's language, found in whichever it is written in. */
function thingsIn(idea: string, spoken: Spoken): string[] {
  const words = wordsOf(idea)
  const order = [spoken, ...columns.filter((other) => other !== spoken)]
  for (const written of order) {
    const found = foundIn(words, columns.indexOf(written))
    if (found.length > 0) return found.map((row) => row[columns.indexOf(spoken)]!)
  }
  return []
}

function foundIn(words: string[], column: number): string[][] {
  const found = words.map((word) => rows.find((row) => isForm(word, stemOf(row[column]!), columns[column]!)))
  return [...new Set(found.filter((row) => row !== undefined))]
}

/** The word that a thing is known by: the last one. */
const stemOf = (thing: string) => wordsOf(thing).at(-1)!

/** How much longer than the stem a bent word may be; Korean and Turkish hang whole words on. */
const endings: Record<Spoken, number> = { en: 2, de: 2, fr: 1, tr: 5, uk: 3, ru: 3, ar: 2, ko: 3 }

/** Whether a word is a form of another: plural, case, or with an article written on to it. */
function isForm(word: string, stem: string, language: Spoken): boolean {
  const bare = language === 'ar' ? word.replace(/^[وبلفك]?ال/, '') : word
  const known = language === 'ar' ? stem.replace(/^ال/, '') : stem
  if (bare === known) return true
  // Slavic words change their last vowel instead of growing.
  const root = (language === 'uk' || language === 'ru') && known.length > 4 ? known.replace(/[аяоеийьї]$/, '') : known
  const shortest = language === 'ko' ? 1 : 3
  return root.length >= shortest && bare.startsWith(root) && bare.length - root.length <= endings[language]
}

const wordsOf = (text: string) => text.toLowerCase().replace(/ё/g, 'е').match(/[\p{L}\p{M}’'-]+/gu) ?? []

/** 와 after a vowel, 과 after a consonant. */
const closed = (word: string) => (word.charCodeAt(word.length - 1) - 0xac00) % 28 > 0

const filled = (sentence: string, first: string, second: string) =>
  sentence.replace('와/과', closed(first) ? '과' : '와').replace('1', first).replace('2', second)

const capital = (text: string, language: string) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
