import type { ProbeTick } from '../contracts/contracts'

/** A tick of the server's probe: when it left by the server's clock, and when it came by this one. In milliseconds. */
export interface TickTime {
  sent: number
  came: number
}

/** The ticks of one probe. */
export const probe = { count: 50, intervalMs: 80 }

/** The time of a tick that has just come. */
export const tickTime = ({ sentAtUnixMs }: ProbeTick): TickTime => ({ sent: sentAtUnixMs, came: performance.now() })

const gaps = (times: readonly number[]) => times.slice(1).map((time, n) => time - times[n]!)

/** The longest time between two of these. */
export const longestGap = (times: readonly number[]): number => Math.max(0, ...gaps(times))

/**
 * How much longer one tick was on its way than another: what was held back, and nothing that the server was late with.
 * The two clocks may be as far apart as they like.
 */
export function heldMs(ticks: readonly TickTime[]): number {
  const onTheWay = ticks.map(({ sent, came }) => came - sent)
  return ticks.length === 0 ? 0 : Math.max(...onTheWay) - Math.min(...onTheWay)
}

/** Watches how late this page itself is. */
export function watchOwnLag(stepMs = 100): () => number {
  let [last, longest] = [performance.now(), 0]
  const look = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last - stepMs)
    last = now
  }
  const timer = setInterval(look, stepMs)
  return () => {
    clearInterval(timer)
    look()
    return Math.max(0, longest)
  }
}
