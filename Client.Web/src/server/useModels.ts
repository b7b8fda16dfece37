import { shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Model } from '../contracts/contracts'
import { fetchModels } from './serverApi'

/**
 * The server's models; asked for when they are wanted, and again whenever the server has said something new of itself.
 * @param wanted Whether anybody wants to see them, and the server may be asked.
 */
export function useModels(wanted: MaybeRefOrGetter<boolean>, news: MaybeRefOrGetter<unknown>) {
  const models = shallowRef<Model[]>([])
  watch(
    [() => toValue(wanted), () => toValue(news)],
    async ([now]) => {
      if (now) models.value = await fetchModels()
    },
    { immediate: true },
  )
  return models
}
