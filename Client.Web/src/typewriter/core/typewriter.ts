import { paceOf, type Pace } from './pace'
import { Pacer } from './pacer'
import { RevealState } from './revealState'
import { sentencesLength } from './sentenceLength'
import { SteadyClock } from './steadyClock'

/** The last grapheme may still grow; without news it counts as closed after this time. */
const holdOpenMs = 150
/** A long pause between two frames does not become a burst. */
const longestFrameMs = 100
/** With reduced motion whole sentences appear, or whatever has come in this time. */
const reducedMotionMs = 500

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
  reducedMotion = false
  /** False: the text was held back until it was whole, and is replayed however short it is. */
  live = true
  #pace: Pace
  #clock = new SteadyClock()
  #reveal = new RevealState()
  #pacer: Pacer
  #phase: 'paced' | 'snap' | 'frozen' = 'paced'
  #ended = false
  #endAnnounced = false
  #now = 0
  #lastFrame = 0
  #lastData = 0
  #lastCommit = -Infinity

  constructor(pace: Pace = paceOf()) {
    this.#pace = pace
    this.#pacer = new Pacer(pace)
  }

  /** The text as far as it has arrived. */
  get text(): string {
    return this.#reveal.text
  }

  /** How much of it is to be seen, as its UTF-16 length. */
  get shown(): number {
    return this.#reveal.shown
  }

  get state(): State {
    if (this.#phase === 'frozen') return 'frozen'
    if (this.#ended && this.shown === this.text.length) return 'done'
    if (this.#phase === 'snap' || this.hidden) return 'snap'
    if (this.text === '') return 'idle'
    return this.#pacer.state(this.#reveal.revealed, this.#now)
  }

  /** Whether a frame in the near future will change something. */
  get busy(): boolean {
    if (this.#phase === 'frozen') return false
    return this.#reveal.busy || (this.#endAnnounced && !this.#ended)
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
    this.#reveal.resumeAt(offset)
  }

  /** No more text will come. */
  end(now: number, ending: Ending = 'Completed'): void {
    if (ending === 'Blocked') return this.freeze()
    const at = this.#tell(now)
    if (this.#ended || this.#phase === 'frozen') return
    this.#ended = true
    this.#finish(at)
    if (ending !== 'Completed') this.skip()
  }

  /** The stage is said to have ended, although its stream has not: after a long silence that is the end. */
  announceEnd(): void {
    this.#endAnnounced = true
  }

  /** The next stage has begun: what waits is shown soon. */
  landSoon(now: number): void {
    this.#pacer.landSoon(this.#reveal.waiting, this.#tell(now))
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
    if (this.#phase !== 'frozen' && this.#reveal.waiting > 0) this.#reveal.reveal(this.#next(at, dt))
    this.#commit(at)
    return this.#reveal.shown
  }

  #tell(now: number): number {
    return (this.#now = this.#clock.tell(now))
  }

  #take(piece: string, at: number) {
    if (!this.busy) this.#lastFrame = at
    this.#lastData = at
    const fresh = this.#reveal.add(piece)
    if (fresh !== null) this.#pacer.add(fresh, at)
  }

  #finish(at: number) {
    this.#reveal.finish()
    this.#pacer.conclude(this.#reveal.revealed, this.#reveal.count, at, this.live)
  }

  #correct(text: string, now: number) {
    this.#reveal.keep(text)
    this.#pacer = new Pacer(this.#pace)
    this.append(text.slice(this.text.length), now)
    if (this.#ended) this.#finish(this.#now)
  }

  #settle(at: number) {
    const silence = at - this.#lastData
    if (silence >= holdOpenMs) this.#reveal.close()
    if (this.#endAnnounced && silence > this.#pacer.silenceMs) this.end(at)
  }

  #next(at: number, dt: number): number {
    if (this.hidden || this.#phase === 'snap') return Infinity
    if (this.reducedMotion) return this.#nextSentences(at)
    return this.#pacer.next(this.#reveal.revealed, this.#reveal.count, at, dt)
  }

  #nextSentences(at: number): number {
    if (this.#ended || at - Math.max(this.#lastCommit, this.#pacer.first ?? at) >= reducedMotionMs) return Infinity
    return this.#reveal.countWithin(this.shown + sentencesLength(this.#reveal.unseen))
  }

  #commit(at: number) {
    const atOnce = this.hidden || this.#phase === 'snap' || (this.#ended && this.#reveal.waiting === 0)
    const withDeadline = atOnce || at - this.#lastCommit >= this.#pace.commitMs
    if (this.#reveal.due === this.shown || !withDeadline || this.#phase === 'frozen') return
    this.#reveal.show()
    this.#lastCommit = at
  }
}
