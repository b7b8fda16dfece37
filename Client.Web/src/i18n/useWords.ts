import { computed, ref, shallowReactive, watchEffect } from 'vue'
import type { Words } from './en'

/** The languages that the page speaks, and their own names. */
export const languages = {
  de: 'Deutsch',
  en: 'English',
  fr: 'Français',
  tr: 'Türkçe',
  uk: 'Українська',
  ru: 'Русский',
  ar: 'العربية',
  ko: '한국어',
} as const
export type Language = keyof typeof languages

/** Each comes when somebody reads it, so that nobody loads eight. */
const files: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en')).en,
  de: async () => (await import('./de')).de,
  fr: async () => (await import('./fr')).fr,
  tr: async () => (await import('./tr')).tr,
  uk: async () => (await import('./uk')).uk,
  ru: async () => (await import('./ru')).ru,
  ar: async () => (await import('./ar')).ar,
  ko: async () => (await import('./ko')).ko,
}

const spoken = shallowReactive<Partial<Record<Language, Words>>>({})

const isSpoken = (tag: string): tag is Language => tag in languages

/** The first of a reader's languages that the page speaks. */
export function languageFor(tags: readonly string[]): Language {
  return tags.map((tag) => tag.slice(0, 2).toLowerCase()).find(isSpoken) ?? 'en'
}

/** Brings further words in a language, once somebody has asked for them. */
export const companions: ((tag: Language) => Promise<unknown>)[] = []

/** What somebody has chosen; what is read is the last one that has come. */
let wanted: Language = languageFor(typeof navigator === 'undefined' ? [] : navigator.languages)
const read = ref<Language>('en')

/**
 * Brings a language's words and speaks them; where they cannot be brought, all stays as it is.
 * Nothing is said before it has succeeded once.
 * @returns Whether the words are there.
 */
export async function speak(tag: Language = wanted): Promise<boolean> {
  wanted = tag
  try {
    spoken[tag] ??= await files[tag]()
    // Some may be asked for while others come.
    for (let n = 0; n < companions.length; n++) await companions[n]!(tag)
  } catch {
    return false
  }
  if (wanted === tag) read.value = tag
  return true
}

const language = computed<Language>({ get: () => read.value, set: (tag) => void speak(tag) })
const words = computed<Words>(() => spoken[read.value]!)

/** The page's words in the language that the child reads. */
export function useWords() {
  return { language, words }
}

/** Tells browser and screen reader which language the page is in, which way it runs, and what it is called. */
export function announceLanguage(title = () => words.value.title): void {
  watchEffect(() => {
    const root = document.documentElement
    root.lang = language.value
    root.dir = language.value === 'ar' ? 'rtl' : 'ltr'
    document.title = title()
  })
}
