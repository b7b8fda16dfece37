import { useTimeoutFn } from '@vueuse/core'
import { ref, toValue, watch, type MaybeRefOrGetter } from 'vue'

/** A silence that needs an explanation, in milliseconds. */
const silenceMs = 700

/** Whether a text that is being written has not grown for too long. */
export function useStall(chars: MaybeRefOrGetter<number>, writing: MaybeRefOrGetter<boolean>) {
  const stalled = ref(false)
  const { start, stop } = useTimeoutFn(() => (stalled.value = true), silenceMs, { immediate: false })

  function listen() {
    stalled.value = false
    if (toValue(writing) && toValue(chars) > 0) start()
    else stop()
  }

  watch([() => toValue(chars), () => toValue(writing)], listen, { immediate: true })
  return stalled
}
