import { FrameBudget } from './frameBudget'

/** A page without a frame for this long is not being looked at, whatever the browser says. */
const unseenMs = 500

/** Something that is looked at frame by frame until it rests. */
export interface FrameListener {
  /** @returns Whether there is more to do. */
  frame(now: number): boolean
  /** No frames come although there is more to do. */
  unseen(now: number): void
}

/** One frame loop for all of a page's typewriters. It runs only while one of them has something to do. */
export class FrameLoop {
  #budget = new FrameBudget()
  #turn = 0
  #busy = new Set<FrameListener>()
  #request = 0
  #watchdog: ReturnType<typeof setTimeout> | undefined
  #lastFrame = 0

  add(framed: FrameListener): void {
    this.#busy.add(framed)
    if (this.#request) return
    this.#lastFrame = performance.now()
    this.#request = requestAnimationFrame(this.#frame)
    this.#watch()
  }

  remove(framed: FrameListener): void {
    if (this.#busy.delete(framed) && this.#busy.size === 0) this.#rest()
  }

  #frame = (): void => {
    const now = (this.#lastFrame = performance.now())
    this.#request = requestAnimationFrame(this.#frame)
    afterPainting(() => this.#budget.add(performance.now() - now))
    const turns = this.#budget.count(this.#busy.size)
    const due = [...this.#busy].filter((_, n) => (n + this.#turn) % turns === 0)
    this.#turn++
    for (const framed of due) if (!framed.frame(now)) this.#busy.delete(framed)
    if (this.#busy.size === 0) this.#rest()
  }

  #rest() {
    cancelAnimationFrame(this.#request)
    clearTimeout(this.#watchdog)
    this.#request = 0
  }

  #watch(delay = unseenMs) {
    const due = performance.now() + delay
    this.#watchdog = setTimeout(() => {
      const now = performance.now()
      const left = this.#lastFrame + unseenMs - now
      // Late itself: then the page was busy, and frames will follow.
      const blocked = now - due > unseenMs / 5
      if (left <= 0 && !blocked) for (const framed of this.#busy) framed.unseen(now)
      this.#watch(left > 0 ? left : unseenMs)
    }, delay)
  }
}

/** A message is handled only after style, layout and paint of the frame in which it was sent. */
const channel = typeof MessageChannel === 'undefined' ? null : new MessageChannel()
let painted: (() => void) | null = null
if (channel) channel.port1.onmessage = () => painted?.()

function afterPainting(then: () => void) {
  painted = then
  channel?.port2.postMessage(null)
}
