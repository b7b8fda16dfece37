import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useReadAloud } from './useReadAloud'

class Utterance {
  lang = ''
  voice: unknown = null
  onend = () => {}
  onerror = () => {}
  text: string
  constructor(text: string) {
    this.text = text
  }
}

const here = { lang: 'de-DE', localService: true }
const faraway = { lang: 'en-US', localService: false }
let said: Utterance[]
let voices: object[]
let scope: EffectScope

beforeEach(() => {
  said = []
  voices = [faraway, here]
  scope = effectScope()
  const speak = (utterance: Utterance) => said.push(utterance)
  vi.stubGlobal('speechSynthesis', { getVoices: () => voices, speak, cancel: vi.fn() })
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance)
})

afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
})

const aloud = () => scope.run(() => useReadAloud())!

it('reads one sentence after the other, in the voice of its language', () => {
  const { read, reading } = aloud()

  read('Eins. Zwei.', 'de')
  expect(said.map(({ text, lang, voice }) => [text, lang, voice])).toEqual([['Eins.', 'de', here]])
  said[0]!.onend()
  expect([said[1]!.text, reading.value]).toEqual(['Zwei.', true])
  said[1]!.onend()
  expect(reading.value).toBe(false)
})

it('is silent at once when the child has heard enough', () => {
  const { read, hush, reading } = aloud()

  read('Eins. Zwei.', 'de')
  hush()
  said[0]!.onend()

  expect([said.length, reading.value]).toEqual([1, false])
  expect(speechSynthesis.cancel).toHaveBeenCalled()
})

it('is not offered where only strangers’ servers could speak, or nobody', () => {
  voices = [faraway]
  expect(aloud().possible.value).toBe(false)

  vi.stubGlobal('speechSynthesis', undefined)
  expect(aloud().possible.value).toBe(false)
})
