import { onScopeDispose, ref } from 'vue'
import { sentencesOf } from './sentences'

/**
 * Reads a text aloud, sentence by sentence, with a voice that lives on this device:
 * other voices would send the child's text to a stranger's server.
 */
// Not `useSpeechSynthesis`: it says a text in one breath (Chromium falls silent after 15 s) and takes any voice.
export function useReadAloud() {
  const speech = typeof speechSynthesis === 'undefined' ? null : speechSynthesis
  const possible = ref(false)
  const reading = ref(false)
  let turn = 0

  const voices = () => speech?.getVoices().filter((voice) => voice.localService) ?? []
  const look = () => void (possible.value = voices().length > 0)

  function say(sentences: string[], language: string, mine: number) {
    const [sentence, ...rest] = sentences
    if (mine !== turn) return
    if (!speech || sentence === undefined) return hush()
    const said = new SpeechSynthesisUtterance(sentence)
    said.lang = language
    said.voice = voices().find((voice) => sameLanguage(voice.lang, language)) ?? voices()[0] ?? null
    said.onend = () => say(rest, language, mine)
    said.onerror = () => mine === turn && hush()
    speech.speak(said)
  }

  function read(text: string, language: string) {
    hush()
    reading.value = true
    say(sentencesOf(text, language), language, turn)
  }

  function hush() {
    turn++
    if (reading.value) speech?.cancel()
    reading.value = false
  }

  look()
  // On Android and in Chromium the voices come later.
  speech?.addEventListener?.('voiceschanged', look)
  onScopeDispose(() => {
    speech?.removeEventListener?.('voiceschanged', look)
    hush()
  })

  return { possible, reading, read, hush }
}

/** `de_DE` is how some devices write `de-DE`. */
const sameLanguage = (one: string, other: string) => one.slice(0, 2).toLowerCase() === other.slice(0, 2).toLowerCase()
