import { clamp, type Pace } from './pace'

const slowInMs = 150

/** A text that is known whole, typed at reading speed. */
export class Replay {
  #from: number
  #count: number
  #durationMs: number
  #playedMs = 0

  constructor(pace: Pace, from: number, to: number) {
    this.#from = from
    this.#count = to - from
    this.#durationMs = clamp((1000 * this.#count) / pace.replayRate, pace.minReplayMs, pace.maxReplayMs)
  }

  /** How many graphemes are shown `dt` milliseconds later; all of them, whatever came since, when it is over. */
  play(dt: number): number {
    this.#playedMs += dt
    if (this.#playedMs >= this.#durationMs) return Infinity
    const eased = this.#playedMs < slowInMs ? this.#playedMs ** 2 / (2 * slowInMs) : this.#playedMs - slowInMs / 2
    return this.#from + (this.#count * eased) / (this.#durationMs - slowInMs / 2)
  }
}
