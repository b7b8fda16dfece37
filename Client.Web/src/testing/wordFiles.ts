import type { RareWords } from '../i18n/rareWords'
import type { TeacherWords } from '../i18n/teacherWords'
import { languages, type Language } from '../i18n/useWords'
import { wordForms, type Forms } from '../i18n/wordForms'
import type { Words } from '../i18n/en'

const tags = Object.keys(languages) as Language[]
type File<T> = (tag: Language) => Promise<Record<string, T>>

async function each<T>(file: File<T>): Promise<Record<Language, T>> {
  const found = await Promise.all(tags.map(async (tag) => [tag, (await file(tag))[tag]] as const))
  return Object.fromEntries(found) as Record<Language, T>
}

const formed = <T>(said: Record<Language, (forms: Forms) => T>) =>
  Object.fromEntries(tags.map((tag) => [tag, said[tag](wordForms(tag))])) as Record<Language, T>

/** The words of every language, from their files. */
export const pageWords = await each<Words>((tag) => import(`../i18n/${tag}.ts`))
export const rareWords = formed(await each<(forms: Forms) => RareWords>((tag) => import(`../i18n/rareWords.${tag}.ts`)))
export const teacherWords = formed(await each<(forms: Forms) => TeacherWords>((tag) => import(`../i18n/teacherWords.${tag}.ts`)))

/** Each word with its path, such as `reason.retry`. */
export const entries = (words: object, path = ''): [path: string, word: unknown][] =>
  Object.entries(words).flatMap(([key, value]): [string, unknown][] =>
    value && typeof value === 'object' ? entries(value, `${path}${key}.`) : [[path + key, value]],
  )

/** What there is, to be compared with another language. */
export const keys = (words: object) => entries(words).map(([path, word]) => `${path}: ${typeof word}`)

/** The paths of the words that are the same in English. */
export function leftInEnglish(words: object, english: object): string[] {
  const said = new Map(entries(english))
  return entries(words).flatMap(([path, word]) => (typeof word === 'string' && word === said.get(path) ? [path] : []))
}

const letters: Partial<Record<Language, RegExp>> = {
  uk: /\p{Script=Cyrillic}/u,
  ru: /\p{Script=Cyrillic}/u,
  ar: /\p{Script=Arabic}/u,
  ko: /\p{Script=Hangul}/u,
}

/** Languages with letters of their own. */
export const lettered = Object.keys(letters) as Language[]

/** The paths of the words that have not one of the letters of their language. */
export const withoutOwnLetters = (tag: Language, words: object): string[] =>
  entries(words).flatMap(([path, word]) => (typeof word === 'string' && !letters[tag]!.test(word) ? [path] : []))
