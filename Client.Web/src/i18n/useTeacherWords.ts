import { computed } from 'vue'
import { teacherWordsIn } from './teacherWords'
import { useWords } from './useWords'

/** The words of the teacher's pages, beside those of the children's page. */
export function useTeacherWords() {
  const { language, words } = useWords()
  return { language, words, said: computed(() => teacherWordsIn(language.value)) }
}
