import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Progress } from '../contracts/contracts'
import { fetchModels } from './serverApi'

const everyMs = 2000

/**
 * How far the server has fetched a missing model; asks at first, and while a model is loading or being fetched.
 * @param open Whether the server may be asked.
 */
export function useModelPull(open: MaybeRefOrGetter<boolean>, loading: MaybeRefOrGetter<boolean>) {
  const pull = ref<Progress | null>(null)
  let next: ReturnType<typeof setTimeout> | undefined
  let over = false

  async function look() {
    clearTimeout(next)
    if (!toValue(open)) return
    pull.value = (await fetchModels()).find((model) => model.pull)?.pull ?? null
    if (!over && (pull.value || toValue(loading))) next = setTimeout(look, everyMs)
  }

  watch([() => toValue(open), () => toValue(loading)], look, { immediate: true })
  onScopeDispose(() => {
    over = true
    clearTimeout(next)
  })

  return pull
}
