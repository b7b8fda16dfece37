import type { ArrivalRate } from './arrivalRate'
import { clamp, type Pace } from './pace'

/** The next rate while text still comes: as fast as it comes, corrected so that the lag holds, changing smoothly. */
export function liveRate(pace: Pace, arrival: ArrivalRate, rate: number, waiting: number, at: number, dt: number): number {
  const arriving = arrival.rate(at)
  const target = Math.max(1, (arriving * arrival.lagMs) / 1000)
  const withDeadline = (1000 * waiting) / pace.maxWaitMs
  const wanted = arriving * clamp(1 + (pace.control * (waiting - target)) / (target + 2), 0.25, 4)
  const bounded = Math.min(Math.max(wanted, pace.minRate, withDeadline), Math.max(pace.maxRate, 1.25 * arriving, withDeadline))
  const seconds = dt / 1000
  const highest = Math.max(pace.minRate, rate * Math.exp(pace.rise * seconds))
  return Math.max(clamp(bounded, rate * Math.exp(-pace.fall * seconds), highest), withDeadline / 1.6)
}

/** How long the rest takes from the end on. */
export const landMs = (pace: Pace, rate: number, waiting: number, maxMs = pace.maxLandMs): number =>
  clamp((1000 * waiting) / rate, pace.minLandMs, maxMs)

/** The rate that shows the rest in the time that is left. */
export const landingRate = (rate: number, waiting: number, leftMs: number, dt: number): number =>
  Math.max(0.6 * rate, (1000 * waiting) / Math.max(leftMs, dt, 1))
