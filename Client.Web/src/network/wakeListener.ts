/**
 * Calls when the network or the reader returns, because lost sockets show then.
 * @returns Stops listening. Not `useEventListener`, which needs a Vue scope; a connection has none.
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
