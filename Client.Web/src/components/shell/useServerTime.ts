import { useIntervalFn } from '@vueuse/core'
import { ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { serverNow } from '../../server/serverClock'

/** The server's time, updated once a second while something runs. */
export function useServerTime(running: MaybeRefOrGetter<boolean>) {
  const now = ref(serverNow())
  const look = () => (now.value = serverNow())
  // Not `useNow`, which is the tablet's clock and may be hours off.
  const { pause, resume } = useIntervalFn(look, 1000, { immediate: false, immediateCallback: true })

  watch(() => toValue(running), (on) => (on ? resume() : pause()), { immediate: true })
  return now
}
