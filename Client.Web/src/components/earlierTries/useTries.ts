import { ref } from 'vue'

/** An idea and its texts. */
export interface Try {
  idea: string
  rules: string
  interception: string
  piece: string
}

/** This child's earlier tries, kept in the page's memory and nowhere else. */
export function useTries() {
  const tries = ref<Try[]>([])

  /** Keeps a try that produced a text. */
  function keep(made: Try) {
    if (made.interception || made.piece) tries.value.push(made)
  }

  return { tries, keep, clear: () => void (tries.value = []) }
}
