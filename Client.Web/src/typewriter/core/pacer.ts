import { ArrivalRate } from './arrivalRate'
import type { Pace } from './pace'
import { landingRate, landMs, liveRate } from './rates'
import { Replay } from './replay'

/** What is longer than this and arrives whole within this time was known before: it is replayed. */
const knownFrom = { graphemes: 120, withinMs: 300 }

/** Decides how many graphemes are to be seen: while text comes, after its end, and of a text that is known whole. */
export class Pacer {
  #pace: Pace
  #arrival: ArrivalRate
  #rate: number
  #landAt: number | null = null
  #replay: Replay | null = null

  constructor(pace: Pace) {
    this.#pace = pace
    this.#arrival = new ArrivalRate(pace)
    this.#rate = pace.firstRate
  }

  /** When the first piece came. */
  get first(): number | null {
    return this.#arrival.first
  }

  /** A silence longer than this, of a stage that is said to have ended, is its end. */
  get silenceMs(): number {
    return this.#arrival.silenceMs
  }

  state(revealed: number, at: number): 'hold' | 'live' | 'landing' | 'replay' {
    if (this.#replay) return 'replay'
    if (this.#landAt !== null) return 'landing'
    const holdMs = Math.min(this.#arrival.lagMs, this.#pace.startHoldMs)
    return revealed === 0 && at - (this.first ?? at) < holdMs ? 'hold' : 'live'
  }

  add(graphemes: number, at: number): void {
    this.#arrival.add(graphemes, at)
  }

  /** The text is whole. When it was live, it lands; what was known before is replayed. */
  conclude(revealed: number, count: number, at: number, live: boolean): void {
    if (this.#landAt !== null) return
    const known = count - revealed > knownFrom.graphemes && at - (this.first ?? at) < knownFrom.withinMs
    if (known || !live) this.#replay = new Replay(this.#pace, revealed, count)
    else this.#land(count - revealed, at, this.#pace.maxLandMs)
  }

  /** What waits is to be shown soon, whether the text is whole or not. */
  landSoon(waiting: number, at: number): void {
    this.#replay = null
    this.#land(waiting, at, this.#pace.nextStageLandMs)
  }

  next(revealed: number, count: number, at: number, dt: number): number {
    if (this.#replay) return this.#replay.play(dt)
    if (this.state(revealed, at) === 'hold') return revealed
    const waiting = count - revealed
    this.#rate =
      this.#landAt === null
        ? liveRate(this.#pace, this.#arrival, this.#rate, waiting, at, dt)
        : landingRate(this.#rate, waiting, this.#landAt - at, dt)
    return revealed + (this.#rate * dt) / 1000
  }

  #land(waiting: number, at: number, maxMs: number) {
    this.#landAt = Math.min(this.#landAt ?? Infinity, at + landMs(this.#pace, this.#rate, waiting, maxMs))
  }
}
