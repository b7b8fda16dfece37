import { type MaybeRefOrGetter, onScopeDispose, ref, toValue, watch } from 'vue'
import { serverNow } from '../../server/serverClock'

/** The server's time, looked at once a second, and only while something runs. */
export function useServerTime(running: MaybeRefOrGetter<boolean>) {
  const now = ref(serverNow())
  let timer: ReturnType<typeof setInterval> | undefined

  const look = () => (now.value = serverNow())
  function turn(on: boolean) {
    clearInterval(timer)
    look()
    if (on) timer = setInterval(look, 1000)
  }

  watch(() => toValue(running), turn, { immediate: true })
  onScopeDispose(() => clearInterval(timer))
  return now
}
