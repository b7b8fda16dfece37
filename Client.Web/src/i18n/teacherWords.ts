import { furtherWords } from './furtherWords'
import type { TeacherWords } from './teacherWords.en'
import { useWords } from './useWords'

export type { TeacherWords }

/** The words of the teacher's page and of the wall. */
export const teacherWords = furtherWords<TeacherWords>({
  en: async () => (await import('./teacherWords.en')).en,
  de: async () => (await import('./teacherWords.de')).de,
  fr: async () => (await import('./teacherWords.fr')).fr,
  tr: async () => (await import('./teacherWords.tr')).tr,
  uk: async () => (await import('./teacherWords.uk')).uk,
  ru: async () => (await import('./teacherWords.ru')).ru,
  ar: async () => (await import('./teacherWords.ar')).ar,
  ko: async () => (await import('./teacherWords.ko')).ko,
})

/** The same beside the words of the page. */
export const useTeacherWords = () => ({ ...useWords(), said: teacherWords.said })
