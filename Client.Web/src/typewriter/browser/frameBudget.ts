/** What typing may cost in a frame, on average. */
const tooLongMs = 8
const shortMs = 2
/** More panels than this take turns from the first frame on. */
const panelsAtOnce = 8
/** Every sixth frame is ten times a second: rarer would be seen. */
const maxTurns = 6

/** In how many turns the typewriters of a page are looked at: one turn a frame, more turns where a frame is dear. */
export class FrameBudget {
  #wanted = 1
  #average = 0

  count(panels: number): number {
    return Math.min(Math.max(this.#wanted, Math.ceil(panels / panelsAtOnce)), maxTurns)
  }

  /** @param cost What a frame cost, in milliseconds. */
  add(cost: number): void {
    this.#average += (cost - this.#average) / 10
    if (this.#average > tooLongMs) this.#change(Math.min(this.#wanted * 2, maxTurns))
    else if (this.#average < shortMs && this.#wanted > 1) this.#change(Math.ceil(this.#wanted / 2))
  }

  #change(wanted: number) {
    this.#wanted = wanted
    this.#average = (tooLongMs + shortMs) / 2
  }
}
