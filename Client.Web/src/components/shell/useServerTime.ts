import { useIntervalFn } from '@vueuse/core'
import { ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { serverNow } from '../../server/serverClock'

/** The server's time, looked at once a second, and only while something runs. */
export function useServerTime(running: MaybeRefOrGetter<boolean>) {
  const now = ref(serverNow())
  const look = () => (now.value = serverNow())
  // Not `useNow`: that is the clock of the tablet, which may be hours off.
  const { pause, resume } = useIntervalFn(look, 1000, { immediate: false, immediateCallback: true })

  watch(() => toValue(running), (on) => (on ? resume() : pause()), { immediate: true })
  return now
}
