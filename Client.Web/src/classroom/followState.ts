import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { pause, retryDelayMs } from '../network/retryDelay'
import { readHubStream } from '../hub/hubCalls'
import { errorCodeOf } from '../hub/hubErrors'
import type { HubLink } from '../hub/hubLink'

/**
 * Follows a hub's stream while the page is open and `on` is true, over every loss of the connection.
 * A refused stream is not requested again, unless it may be allowed later.
 */
export function followStream<T>(link: HubLink, method: string, on: Ref<boolean>, take: (item: T) => void): void {
  let reading = new AbortController()

  async function follow(signal: AbortSignal) {
    for (let ends = 0; !signal.aborted; ends++) {
      try {
        await readHubStream<T>(link, () => [method], take, signal)
      } catch (error) {
        // The server does not have this stream, or the link was closed.
        if (errorCodeOf(error) !== 'shutting_down') return
      }
      await pause(retryDelayMs(ends), signal)
    }
  }

  watch(
    on,
    (isOn) => {
      reading.abort()
      reading = new AbortController()
      if (isOn) void follow(reading.signal)
    },
    { immediate: true },
  )
  onScopeDispose(() => reading.abort())
}

/** The newest state of a stream that tells the whole state each time; null before the first. */
export function useFollowed<T>(link: HubLink, method: string, on: Ref<boolean>): Readonly<Ref<T | null>> {
  const state = shallowRef<T | null>(null)
  followStream<T>(link, method, on, (item) => (state.value = item))
  return state
}
