import { useIntervalFn } from '@vueuse/core'
import { ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { serverNow } from '../../server/serverClock'

/** The seconds until a moment by the server's clock; 0 when it has passed, or without one. */
export function useCountdown(until: MaybeRefOrGetter<number | null>) {
  const seconds = ref(0)
  // Not VueUse's countdown, which counts ticks: a tablet that slept would be late.
  const { pause, resume } = useIntervalFn(count, 1000, { immediate: false })

  function count() {
    seconds.value = Math.max(0, Math.ceil(((toValue(until) ?? 0) - serverNow()) / 1000))
    if (seconds.value === 0) pause()
  }

  function begin() {
    resume()
    count()
  }

  watch(() => toValue(until), begin, { immediate: true })
  return seconds
}
