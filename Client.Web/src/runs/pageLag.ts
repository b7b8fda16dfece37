/** Looks so often whether the page still moves, in milliseconds. */
const stepMs = 200

/** Measures how long a page could do nothing at all, from the first look on. */
export class PageLag {
  #alive = 0
  #busyMs = 0
  #hidden = false
  #timer: ReturnType<typeof setInterval> | undefined

  /** What was since the look before: for how long nothing ran, and whether the page was hidden for some of it. */
  look(): { busyMs: number; hidden: boolean } {
    if (this.#timer) this.#live()
    else this.#start()
    const seen = { busyMs: this.#busyMs, hidden: this.#hidden }
    this.#busyMs = 0
    this.#hidden = document.hidden
    return seen
  }

  stop(): void {
    clearInterval(this.#timer)
    document.removeEventListener('visibilitychange', this.#live)
  }

  #start() {
    this.#alive = performance.now()
    this.#hidden = document.hidden
    this.#timer = setInterval(this.#live, stepMs)
    document.addEventListener('visibilitychange', this.#live)
  }

  #live = () => {
    const now = performance.now()
    this.#busyMs += Math.max(0, now - this.#alive - stepMs)
    this.#hidden ||= document.hidden
    this.#alive = now
  }
}
