/** Less than this back is a frame's time stamp, which is older than the message before it. */
const jumpMs = 1000

/** Counts the time that passes and never goes back, whatever the clock of the machine does. */
export class SteadyClock {
  #time = 0
  #seen: number | null = null

  /** @param now The machine's clock, in milliseconds. */
  tell(now: number): number {
    const passed = now - (this.#seen ?? now)
    if (passed > 0) this.#time += passed
    if (this.#seen === null || passed > 0 || passed < -jumpMs) this.#seen = now
    return this.#time
  }
}
