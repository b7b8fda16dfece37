import { expect, it } from 'vitest'
import { en } from '../../i18n/en'
import { rareWords } from '../../i18n/rareWords'
import { slowSentence } from './slowSentence'

const { slow } = rareWords.said.value
const well = { ticks: [], answered: true, heldMs: 30, serverLateMs: 20, pageLateMs: 10, hidden: false }

it.each([
  [{}, slow.well],
  [{ heldMs: 3000 }, slow.held(en.took(3000))],
  [{ serverLateMs: 900 }, slow.server(en.took(900))],
  [{ pageLateMs: 1200, heldMs: 1300 }, slow.page(en.took(1200))],
  [{ pageLateMs: 450, heldMs: 3000 }, slow.held(en.took(3000))],
  [{ hidden: true, heldMs: 3000 }, slow.hidden],
  [{ answered: false }, slow.away],
])('says in one sentence what is slow: %o', (found, sentence) => {
  expect(slowSentence(slow, en.took, { ...well, ...found })).toBe(sentence)
})
