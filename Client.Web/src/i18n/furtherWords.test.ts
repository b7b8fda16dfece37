import { expect, it } from 'vitest'
import { furtherWords } from './furtherWords'
import { companions, languages, speak, useWords, type Language } from './useWords'

/** Words that come when the test lets them. */
function held() {
  const gates: Partial<Record<Language, () => void>> = {}
  const file = (tag: Language) =>
    new Promise<() => string>((resolve) => (gates[tag] = () => resolve(() => `words in ${tag}`)))
  const files = Object.fromEntries(Object.keys(languages).map((tag) => [tag, () => file(tag as Language)]))
  return { gates, words: furtherWords(files as Record<Language, () => Promise<() => string>>) }
}

it('further words come in the language of the page, and with each that is chosen afterwards', async () => {
  await speak('en')
  const { gates, words } = held()
  const loading = words.load()
  gates.en!()
  await loading
  expect(words.said.value).toBe('words in en')

  const speaking = speak('tr')
  await expect.poll(() => gates.tr).toBeDefined()
  expect([useWords().language.value, words.said.value]).toEqual(['en', 'words in en'])
  gates.tr!()
  await speaking
  expect(words.said.value).toBe('words in tr')
  companions.pop()
  await speak('en')
})

it('a language that is chosen while further words come brings them as well', async () => {
  await speak('en')
  const { gates, words } = held()
  const loading = words.load()
  const speaking = speak('fr')
  await expect.poll(() => gates.fr).toBeDefined()
  gates.en!()
  gates.fr!()
  await Promise.all([loading, speaking])

  expect(words.said.value).toBe('words in fr')
  companions.pop()
  await speak('en')
})
