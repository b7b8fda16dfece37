import { paceOf } from '../core/pace'
import { Typewriter, type Ending, type State } from '../core/typewriter'
import { watchAttention, watchImpatience, type Attention } from './attention'
import { FrameLoop, type FrameListener } from './frameLoop'

export interface BrowserTypewriterOptions {
  /** The pace of what is known whole; the server's `characterIntervalMs`. Default: 30. */
  characterIntervalMs?: number
  /** How many UTF-16 units were shown before; they are not typed again. Default: 0. */
  resumeAt?: number
  /** False: the text was held back until it was whole, and is replayed however short it is. Default: true. */
  live?: boolean
}

const frameLoop = new FrameLoop()

/** A typewriter in a page: brings it the time, the frames and the reader's wishes. Needs no framework. */
export class BrowserTypewriter implements FrameListener {
  #onChange: (typewriter: BrowserTypewriter) => void
  #writer = new Typewriter()
  #attention: Attention = { hidden: false, reducedMotion: false }
  /** No frames come, although the browser does not say that the page is hidden. */
  #unseen = false
  #unwatch: () => void
  #ignore: (() => void) | null = null
  #shown = ''
  #told = 'idle false'

  /** @param onChange Called whenever `shown`, `state` or `typing` has changed. */
  constructor(onChange: (typewriter: BrowserTypewriter) => void, options?: BrowserTypewriterOptions) {
    this.#onChange = onChange
    this.restart(options)
    this.#unwatch = watchAttention((attention) => {
      this.#attention = attention
      this.#look()
    })
  }

  /** The text as far as it has arrived. */
  get text(): string {
    return this.#writer.text
  }

  /** What of it is to be seen. */
  get shown(): string {
    return this.#shown
  }

  /** Whether something that has arrived is not yet to be seen. */
  get typing(): boolean {
    return this.state !== 'frozen' && this.#shown.length < this.text.length
  }

  get state(): State {
    return this.#writer.state
  }

  /** Begins with an empty page. */
  restart({ characterIntervalMs, resumeAt = 0, live = true }: BrowserTypewriterOptions = {}): void {
    this.#writer = new Typewriter(paceOf(characterIntervalMs))
    this.#writer.resumeAt(resumeAt)
    this.#writer.live = live
    this.#look()
  }

  /** Takes a piece; see {@link Typewriter.append}. */
  append(piece: string, offset?: number): boolean {
    const taken = this.#writer.append(piece, performance.now(), offset)
    this.#continue()
    return taken
  }

  /** Takes the text as far as it has arrived; see {@link Typewriter.write}. */
  write(text: string): void {
    const grown = text.startsWith(this.text)
    this.#writer.write(text, performance.now())
    if (grown) this.#continue()
    else this.#look()
  }

  /** No more text will come. */
  end(ending?: Ending): void {
    this.#writer.end(performance.now(), ending)
    this.#look()
  }

  /** The stage has ended in this way, although more of its text may still be on the way. */
  announce(ending: Ending): void {
    if (ending === 'Completed') this.#writer.announceEnd()
    else if (ending === 'Blocked') this.#writer.freeze()
    else this.#writer.skip()
    this.#look()
  }

  /** The next stage has begun: what waits is shown soon. */
  landSoon(): void {
    this.#writer.landSoon(performance.now())
    this.#look()
  }

  /** Shows at once what has arrived and what still comes. */
  skip(): void {
    this.#writer.skip()
    this.#look()
  }

  dispose(): void {
    frameLoop.remove(this)
    this.#unwatch()
    this.#ignore?.()
  }

  frame(now: number): boolean {
    this.#unseen = false
    return this.#type(now)
  }

  unseen(now: number): void {
    this.#unseen = true
    this.#type(now)
  }

  #type(now: number): boolean {
    this.#writer.hidden = this.#attention.hidden || this.#unseen
    this.#writer.reducedMotion = this.#attention.reducedMotion
    this.#writer.frame(now)
    this.#tell()
    return this.#writer.busy
  }

  /** Between frames the page changes only when no frames come. */
  #continue() {
    if (this.#attention.hidden || this.#unseen) this.#look()
    else if (this.#writer.busy) frameLoop.add(this)
    this.#tell()
  }

  #look() {
    if (this.#type(performance.now())) frameLoop.add(this)
    else frameLoop.remove(this)
  }

  #tell() {
    const shown = this.text.slice(0, this.#writer.shown)
    const told = `${this.state} ${shown.length < this.text.length}`
    if (shown === this.#shown && told === this.#told) return
    this.#shown = shown
    this.#told = told
    this.#listen(this.state === 'replay')
    this.#onChange(this)
  }

  /** Only a replay can be cut short: live text is never kept back. */
  #listen(replays: boolean) {
    if (replays === (this.#ignore !== null)) return
    this.#ignore?.()
    this.#ignore = replays ? watchImpatience(() => this.skip()) : null
  }
}
