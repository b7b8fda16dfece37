import { computed } from 'vue'
import { rareWordsIn } from './rareWords'
import { useWords } from './useWords'

/** The words that few need, beside those of the page. */
export function useRareWords() {
  const { language, words } = useWords()
  return { words, said: computed(() => rareWordsIn(language.value)) }
}
