import { speak } from '../i18n/useWords'

// As on the page: the words are there before anything is shown.
await speak('en')
