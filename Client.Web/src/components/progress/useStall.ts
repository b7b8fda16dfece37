import { type MaybeRefOrGetter, onScopeDispose, ref, toValue, watch } from 'vue'

/** A silence that needs an explanation, in milliseconds. */
const silenceMs = 700

/** Whether a text that is being written has stopped growing for longer than anybody likes to wait unexplained. */
export function useStall(chars: MaybeRefOrGetter<number>, writing: MaybeRefOrGetter<boolean>) {
  const stalled = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  function listen() {
    clearTimeout(timer)
    stalled.value = false
    if (toValue(writing) && toValue(chars) > 0) timer = setTimeout(() => (stalled.value = true), silenceMs)
  }

  watch([() => toValue(chars), () => toValue(writing)], listen, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return stalled
}
