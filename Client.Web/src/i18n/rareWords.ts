import { ar } from './rareWords.ar'
import { de } from './rareWords.de'
import { en, type RareWords } from './rareWords.en'
import { fr } from './rareWords.fr'
import { ko } from './rareWords.ko'
import { ru } from './rareWords.ru'
import { tr } from './rareWords.tr'
import { uk } from './rareWords.uk'
import { wordForms, type Forms } from './wordForms'

export type { RareWords }

const all: Record<string, (forms: Forms) => RareWords> = { de, en, fr, tr, uk, ru, ar, ko }

export const rareWordsIn = (language: string): RareWords => (all[language] ?? en)(wordForms(language))
