import { de } from './teacherWords.de'
import { en, type TeacherWords } from './teacherWords.en'

export type { TeacherWords }

const all: Record<string, TeacherWords> = { de, en }

/** The words in a language; where they have not been translated yet, in English. */
export const teacherWordsIn = (language: string): TeacherWords => all[language] ?? en
