import { computed, ref, watchEffect } from 'vue'
import { de } from './de'
import { en, type Words } from './en'

/** The languages that the page speaks, and their own names. */
export const languages = { de: 'Deutsch', en: 'English' } as const
export type Language = keyof typeof languages

const words: Record<Language, Words> = { de, en }

const isSpoken = (tag: string): tag is Language => tag in languages

/** The first of a reader's languages that the page speaks. */
export function languageFor(tags: readonly string[]): Language {
  return tags.map((tag) => tag.slice(0, 2).toLowerCase()).find(isSpoken) ?? 'en'
}

const language = ref<Language>(languageFor(typeof navigator === 'undefined' ? [] : navigator.languages))

/** The page's words in the language that the child reads. */
export function useWords() {
  return { language, words: computed(() => words[language.value]) }
}

/** Tells browser and screen reader which language the page is in. */
export function announceLanguage(): void {
  watchEffect(() => {
    document.documentElement.lang = language.value
    document.title = words[language.value].title
  })
}
