import { computed, shallowReactive } from 'vue'
import { companions, useWords, type Language } from './useWords'
import { wordForms, type Forms } from './wordForms'

/** The words of a file; they know the number forms of their language. */
type Said<T> = (forms: Forms) => T

/** Words beside those of the page. They come when they are asked for, and from then on with each language that is chosen. */
export function furtherWords<T>(files: Record<Language, () => Promise<Said<T>>>) {
  const { language } = useWords()
  const here = shallowReactive<Partial<Record<Language, T>>>({})
  const bring = async (tag: Language) => (here[tag] ??= (await files[tag]())(wordForms(tag)))

  async function load(): Promise<void> {
    if (!companions.includes(bring)) companions.push(bring)
    // Another language may be chosen meanwhile.
    while (!here[language.value]) await bring(language.value)
  }

  return { said: computed(() => here[language.value]!), load }
}
