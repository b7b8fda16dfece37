import { onScopeDispose, ref, shallowRef } from 'vue'
import { sentencesOf } from './sentences'

/**
 * Reads a text aloud, sentence by sentence, with a voice that lives on this device:
 * other voices would send the child's text to a stranger's server.
 */
// Not `useSpeechSynthesis`: it speaks a text in one go (Chromium falls silent after 15 s) and uses any voice.
export function useReadAloud() {
  const speech = typeof speechSynthesis === 'undefined' ? null : speechSynthesis
  const possible = ref(false)
  const reading = ref(false)
  /** The position of the spoken word, or of the sentence while the voice does not report words. */
  const spoken = shallowRef<[from: number, to: number] | null>(null)
  let text = ''
  let turn = 0

  const voices = () => speech?.getVoices().filter((voice) => voice.localService) ?? []
  const look = () => void (possible.value = voices().length > 0)

  function say(sentences: string[], language: string, mine: number, from = 0) {
    const [sentence, ...rest] = sentences
    if (mine !== turn) return
    if (!speech || sentence === undefined) return hush()
    const said = new SpeechSynthesisUtterance(sentence)
    said.lang = language
    said.voice = voices().find((voice) => sameLanguage(voice.lang, language)) ?? voices()[0] ?? null
    const start = text.indexOf(sentence, from)
    said.onstart = () => mine === turn && (spoken.value = [start, start + sentence.length])
    said.onboundary = ({ name, charIndex }) => {
      if (mine === turn && name === 'word') spoken.value = wordAt(text, start + charIndex)
    }
    said.onend = () => say(rest, language, mine, start + sentence.length)
    said.onerror = () => mine === turn && hush()
    speech.speak(said)
  }

  function read(whole: string, language: string) {
    hush()
    reading.value = true
    text = whole
    say(sentencesOf(text, language), language, turn)
  }

  function hush() {
    turn++
    if (reading.value) speech?.cancel()
    reading.value = false
    spoken.value = null
  }

  look()
  // Android and Chromium load the voices later.
  speech?.addEventListener?.('voiceschanged', look)
  onScopeDispose(() => {
    speech?.removeEventListener?.('voiceschanged', look)
    hush()
  })

  return { possible, reading, spoken, read, hush }
}

/** Some devices write `de_DE` for `de-DE`. */
const sameLanguage = (one: string, other: string) => one.slice(0, 2).toLowerCase() === other.slice(0, 2).toLowerCase()

/** The word that begins here. */
function wordAt(text: string, from: number): [from: number, to: number] {
  const [word] = /^[\p{L}\p{M}\p{N}’'-]+/u.exec(text.slice(from)) ?? ['']
  return [from, from + word.length]
}
