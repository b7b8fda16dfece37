/** Milliseconds to the next try: any number up to a bound that doubles from 0.5 to 10 s, so a class spreads out. */
export const retryDelayMs = (failures: number): number => Math.random() * Math.min(10_000, 500 * 2 ** failures)

/** Waits, and stops waiting when the signal says so. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
    function done() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
  })
}
