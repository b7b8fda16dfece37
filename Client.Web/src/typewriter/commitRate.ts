import { clamp } from './pace'

const bounds = { least: 16, most: 100 }
/** What typing may cost in a frame, on average. */
const dearMs = 8
const cheapMs = 2

/** How often a typewriter may change the page: seldom where a change is dear. */
export class CommitRate {
  /** The shortest time between two changes. */
  ms = bounds.least
  #average = 0

  /** @param cost What a frame cost, in milliseconds. */
  add(cost: number): void {
    this.#average += (cost - this.#average) / 10
    if (this.#average > dearMs) this.#change(2)
    else if (this.#average < cheapMs && this.ms > bounds.least) this.#change(0.5)
  }

  #change(factor: number) {
    this.ms = clamp(this.ms * factor, bounds.least, bounds.most)
    this.#average = (dearMs + cheapMs) / 2
  }
}
