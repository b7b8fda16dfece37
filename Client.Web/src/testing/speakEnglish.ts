import { rareWords } from '../i18n/rareWords'
import { teacherWords } from '../i18n/teacherWords'
import { speak } from '../i18n/useWords'

// As on the page: the words are there before anything is shown.
await speak('en')
await Promise.all([rareWords.load(), teacherWords.load()])
