/** What typing may cost in a frame, on average. */
const dearMs = 8
const cheapMs = 2
/** More panels than this take turns from the first frame on. */
const panelsAtOnce = 8
/** Every sixth frame is ten times a second: rarer would be seen. */
const mostTurns = 6

/** In how many turns the typewriters of a page are looked at: one turn a frame, more turns where a frame is dear. */
export class Turns {
  #wanted = 1
  #average = 0

  count(panels: number): number {
    return Math.min(Math.max(this.#wanted, Math.ceil(panels / panelsAtOnce)), mostTurns)
  }

  /** @param cost What a frame cost, in milliseconds. */
  add(cost: number): void {
    this.#average += (cost - this.#average) / 10
    if (this.#average > dearMs) this.#change(Math.min(this.#wanted * 2, mostTurns))
    else if (this.#average < cheapMs && this.#wanted > 1) this.#change(Math.ceil(this.#wanted / 2))
  }

  #change(wanted: number) {
    this.#wanted = wanted
    this.#average = (dearMs + cheapMs) / 2
  }
}
