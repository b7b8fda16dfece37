/**
 * Calls when the network says that it is back, or the reader is: what a network lost in silence shows then.
 * @returns Stops listening; `useEventListener` would need a Vue scope, and a connection has none.
 */
export function onWake(wake: () => void): () => void {
  const onVisible = () => document.visibilityState === 'visible' && wake()
  const onShow = (event: Event) => (event as PageTransitionEvent).persisted && wake()
  addEventListener('online', wake)
  addEventListener('pageshow', onShow)
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    removeEventListener('online', wake)
    removeEventListener('pageshow', onShow)
    document.removeEventListener('visibilitychange', onVisible)
  }
}
