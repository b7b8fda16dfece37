import { type MaybeRefOrGetter, onScopeDispose, ref, toValue, watch } from 'vue'
import { serverNow } from '../../server/serverClock'

/** The seconds until a moment by the server's clock; 0 when it is over, or when there is none. */
export function useCountdown(until: MaybeRefOrGetter<number | null>) {
  const seconds = ref(0)
  let timer: ReturnType<typeof setTimeout> | undefined

  function count() {
    clearTimeout(timer)
    seconds.value = Math.max(0, Math.ceil(((toValue(until) ?? 0) - serverNow()) / 1000))
    if (seconds.value > 0) timer = setTimeout(count, 1000)
  }

  watch(() => toValue(until), count, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return seconds
}
