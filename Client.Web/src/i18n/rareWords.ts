import { furtherWords } from './furtherWords'
import type { RareWords } from './rareWords.en'
import { useWords } from './useWords'

export type { RareWords }

/** The words that nobody needs at first. */
export const rareWords = furtherWords<RareWords>({
  en: async () => (await import('./rareWords.en')).en,
  de: async () => (await import('./rareWords.de')).de,
  fr: async () => (await import('./rareWords.fr')).fr,
  tr: async () => (await import('./rareWords.tr')).tr,
  uk: async () => (await import('./rareWords.uk')).uk,
  ru: async () => (await import('./rareWords.ru')).ru,
  ar: async () => (await import('./rareWords.ar')).ar,
  ko: async () => (await import('./rareWords.ko')).ko,
})

/** The same beside the words of the page; only for parts that `lateComponent` loads. */
export const useRareWords = () => ({ ...useWords(), said: rareWords.said })
