import { clamp, type Pace } from './pace'

/** After this time the measured rate is believed. */
const believedMs = 600
const shortestWindowMs = 120

/** How fast the text arrives, and how unevenly. */
export class ArrivalRate {
  #pace: Pace
  /** Graphemes that arrived, older ones weighing less. */
  #count = 0
  /** The longest gap, slowly forgotten. */
  #gap = 0
  first: number | null = null
  last = 0

  constructor(pace: Pace) {
    this.#pace = pace
  }

  add(graphemes: number, at: number): void {
    if (this.first === null) this.first = this.last = at
    const { memoryMs, gapHalfLifeMs, maxLagMs } = this.#pace
    const gap = at - this.last
    this.#count = this.#count * Math.exp(-gap / memoryMs) + graphemes
    this.#gap = Math.max(this.#gap * 2 ** (-gap / gapHalfLifeMs), Math.min(gap, 2 * maxLagMs))
    this.last = at
  }

  /** Graphemes a second. */
  rate(at: number): number {
    const { memoryMs, firstRate } = this.#pace
    const age = at - (this.first ?? at)
    const window = Math.max(memoryMs * (1 - Math.exp(-age / memoryMs)), shortestWindowMs)
    const measured = (this.#count * Math.exp(-(at - this.last) / memoryMs) * 1000) / window
    const belief = clamp(age / believedMs, 0, 1)
    return belief * measured + (1 - belief) * Math.max(measured / 2, firstRate)
  }

  /** How far behind the typewriter stays, so that the next gap is not seen. */
  get lagMs(): number {
    return clamp(this.#gap * this.#pace.lagGain, this.#pace.minLagMs, this.#pace.maxLagMs)
  }

  /** A silence longer than this, of a stage that is said to have ended, is its end. */
  get silenceMs(): number {
    return 2 * this.#gap + 1000
  }
}
