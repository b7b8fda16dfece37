import { Arrivals } from './arrivals'
import { Clock } from './clock'
import { paceOf, type Pace } from './pace'
import { landingRate, landMs, liveRate } from './rates'
import { Replay } from './replay'
import { sentencesLength } from './sentences'
import { commonLength, Tape } from './tape'

/** The last grapheme may still grow; without news it counts as closed after this time. */
const holdOpenMs = 150
/** A long pause between two frames does not become a burst. */
const longestFrameMs = 100
/** Who wants no motion sees whole sentences, or whatever has come in this time. */
const calmMs = 500
/** What is longer than this and arrives whole within this time was known before: it is replayed. */
const knownFrom = { graphemes: 120, withinMs: 300 }

/** How a text ended, in the words of the server. */
export type Ending = 'Completed' | 'Stopped' | 'Truncated' | 'Failed' | 'Blocked'

export type State = 'idle' | 'hold' | 'live' | 'landing' | 'replay' | 'snap' | 'done' | 'frozen'

/**
 * Turns text that arrives unevenly into text that appears evenly, grapheme by grapheme.
 * Has no clock and no DOM: every call brings the time, in milliseconds; `frame` is to be called while it is `busy`.
 */
export class Typewriter {
  /** Nobody sees frames: what arrives is shown at once. */
  hidden = false
  /** The reader wants no motion: sentences appear whole. */
  calm = false
  /** False: the text was held back until it was whole, and is replayed however short it is. */
  live = true
  commitMs: number
  #pace: Pace
  #clock = new Clock()
  #tape = new Tape()
  #arrivals: Arrivals
  #phase: 'live' | 'landing' | 'snap' | 'frozen' = 'live'
  #replay: Replay | null = null
  #landAt = Infinity
  #rate: number
  /** Graphemes that are to be seen; the fraction is the next one's. */
  #revealed = 0
  #counted = 0
  #shown = 0
  #resumed = 0
  #ended = false
  #over = false
  #now = 0
  #lastFrame = 0
  #lastData = 0
  #lastCommit = -Infinity

  constructor(pace: Pace = paceOf()) {
    this.#pace = pace
    this.#arrivals = new Arrivals(pace)
    this.#rate = pace.firstRate
    this.commitMs = pace.commitMs
  }

  /** The text as far as it has arrived. */
  get text(): string {
    return this.#tape.text
  }

  /** How much of it is to be seen, as its UTF-16 length. */
  get shown(): number {
    return this.#shown
  }

  get state(): State {
    if (this.#phase === 'frozen') return 'frozen'
    if (this.#ended && this.#shown === this.text.length) return 'done'
    if (this.#phase === 'snap' || this.hidden) return 'snap'
    if (this.text === '') return 'idle'
    return this.#replay ? 'replay' : this.#holds ? 'hold' : this.#phase
  }

  /** Whether a frame in the near future will change something. */
  get busy(): boolean {
    if (this.#phase === 'frozen') return false
    return this.#shown < this.#tape.offsetOf(this.#tape.count) || this.#tape.isOpen || (this.#over && !this.#ended)
  }

  /**
   * Takes a piece.
   * @param offset Where it belongs; what is known already is left out.
   * @returns False when something is missing before it: ask for the text from `text.length` on.
   */
  append(piece: string, now: number, offset = this.text.length): boolean {
    if (offset > this.text.length) return false
    const fresh = piece.slice(this.text.length - offset)
    if (fresh !== '' && this.#phase !== 'frozen') this.#take(fresh, this.#tell(now))
    return true
  }

  /** Takes the text as far as it has arrived. What is no longer as it was is shown anew, the rest stays. */
  write(text: string, now: number): void {
    if (text.startsWith(this.text)) this.append(text.slice(this.text.length), now)
    else if (this.#phase !== 'frozen') this.#correct(text, now)
  }

  /** So much was shown before, in UTF-16 units: it is not typed again. */
  resumeAt(offset: number): void {
    this.#resumed = offset
    this.#reveal(this.#tape.countWithin(offset))
  }

  /** No more text will come. */
  end(now: number, ending: Ending = 'Completed'): void {
    if (ending === 'Blocked') return this.freeze()
    const at = this.#tell(now)
    if (this.#ended || this.#phase === 'frozen') return
    this.#ended = true
    this.#tape.finish()
    if (ending !== 'Completed') this.skip()
    else if (this.#phase === 'live') this.#conclude(at)
  }

  /** The stage is said to have ended, although its stream has not: after a long silence that is the end. */
  over(): void {
    this.#over = true
  }

  /** The next stage has begun: what waits is shown soon. */
  hurry(now: number): void {
    const at = this.#tell(now)
    if (this.#phase === 'live' || this.#phase === 'landing') this.#land(at, this.#pace.hurriedLandMs)
  }

  /** Everything is shown at once from now on. */
  skip(): void {
    if (this.#phase !== 'frozen') this.#phase = 'snap'
  }

  /** The text is blocked: what waits is never shown. */
  freeze(): void {
    this.#phase = 'frozen'
  }

  /** How much of the text is to be seen now, as its UTF-16 length. */
  frame(now: number): number {
    const at = this.#tell(now)
    const dt = Math.min(at - this.#lastFrame, longestFrameMs)
    this.#lastFrame = at
    this.#settle(at)
    if (this.#phase !== 'frozen' && this.#waiting > 0) this.#reveal(this.#next(at, dt))
    this.#commit(at)
    return this.#shown
  }

  #tell(now: number): number {
    return (this.#now = this.#clock.tell(now))
  }

  get #waiting(): number {
    return this.#tape.count - this.#revealed
  }

  get #holds(): boolean {
    const { first, lagMs } = this.#arrivals
    const holdMs = Math.min(lagMs, this.#pace.startHoldMs)
    return this.#phase === 'live' && this.#revealed === 0 && this.#now - (first ?? this.#now) < holdMs
  }

  #take(piece: string, at: number) {
    if (!this.busy) this.#lastFrame = at
    this.#lastData = at
    this.#tape.add(piece)
    if (this.#resumed > this.#shown) this.resumeAt(this.#resumed)
    this.#counted = Math.max(this.#counted, Math.floor(this.#revealed))
    if (this.text.length > this.#resumed) this.#arrivals.add(this.#tape.count - this.#counted, at)
    this.#counted = this.#tape.count
  }

  #correct(text: string, now: number) {
    const kept = commonLength(this.text, text)
    this.#tape = new Tape()
    this.#tape.add(text.slice(0, kept))
    this.#tape.close(true)
    this.#arrivals = new Arrivals(this.#pace)
    this.#replay = null
    this.#revealed = this.#counted = this.#tape.count
    this.#shown = kept
    this.append(text.slice(kept), now)
    if (this.#ended) this.#tape.finish()
  }

  #conclude(at: number) {
    const age = at - (this.#arrivals.first ?? at)
    const known = this.#waiting > knownFrom.graphemes && age < knownFrom.withinMs
    if (known || !this.live) this.#replay = new Replay(this.#pace, this.#revealed, this.#tape.count)
    else this.#land(at, this.#pace.maxLandMs)
  }

  #land(at: number, maxMs: number) {
    this.#phase = 'landing'
    this.#replay = null
    this.#landAt = Math.min(this.#landAt, at + landMs(this.#pace, this.#rate, this.#waiting, maxMs))
  }

  #settle(at: number) {
    const silence = at - this.#lastData
    if (silence >= holdOpenMs) this.#tape.close(true)
    if (this.#over && silence > this.#arrivals.silenceMs) this.end(at)
  }

  #next(at: number, dt: number): number {
    if (this.hidden || this.#phase === 'snap') return Infinity
    if (this.calm) return this.#nextSentences(at)
    if (this.#replay) return this.#replay.play(dt)
    if (this.#holds) return 0
    this.#rate =
      this.#phase === 'landing'
        ? landingRate(this.#rate, this.#waiting, this.#landAt - at, dt)
        : liveRate(this.#pace, this.#arrivals, this.#rate, this.#waiting, at, dt)
    return this.#revealed + (this.#rate * dt) / 1000
  }

  #nextSentences(at: number): number {
    if (this.#ended || at - Math.max(this.#lastCommit, this.#arrivals.first ?? at) >= calmMs) return Infinity
    const closed = this.text.slice(this.#shown, this.#tape.offsetOf(this.#tape.count))
    return this.#tape.countWithin(this.#shown + sentencesLength(closed))
  }

  #reveal(count: number) {
    this.#revealed = Math.min(this.#tape.count, Math.max(this.#revealed, count))
  }

  #commit(at: number) {
    const offset = this.#tape.offsetOf(Math.floor(this.#revealed))
    const atOnce = this.hidden || this.#phase === 'snap' || (this.#ended && this.#waiting === 0)
    const inTime = atOnce || at - this.#lastCommit >= this.commitMs
    if (offset === this.#shown || !inTime || this.#phase === 'frozen') return
    this.#shown = offset
    this.#lastCommit = at
  }
}
