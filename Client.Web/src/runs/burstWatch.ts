/** After so long a silence what comes may have been held back, in milliseconds. */
const silenceMs = 2000

/** The server sends a reader no two pieces within this time: what comes so was collected on the way. */
const togetherMs = 10

/**
 * Notices that a text comes in bursts: nothing for long, and then several pieces at once.
 * @param suspect Called at each burst.
 * @returns To be called when a piece has come.
 */
export function burstWatch(suspect: () => void): () => void {
  let [last, longSilent] = [performance.now(), false]
  return () => {
    const gap = performance.now() - last
    if (longSilent && gap < togetherMs) suspect()
    longSilent = gap >= silenceMs
    last += gap
  }
}
