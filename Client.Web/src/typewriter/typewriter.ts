import { graphemes } from './graphemes'

/** What waits is shown within this time while text still comes. */
const catchUpMs = 400
/** Everything is shown this long after the end, however few frames there were. */
const landMs = 650
/** The last grapheme may still grow; without news it counts as closed after this time. */
const holdOpenMs = 150
/** A long pause between two frames does not become a burst. */
const longestFrameMs = 100

/**
 * Turns text that arrives unevenly into text that appears evenly, grapheme by grapheme.
 * Has no clock and no DOM: every call brings the time, in milliseconds.
 */
export class Typewriter {
  #text = ''
  #shown = 0
  /** Ends of the closed graphemes that wait to be shown, as UTF-16 offsets. */
  #waiting: number[] = []
  #closed = 0
  #perMs = 0
  #credit = 0
  #lastFrame = 0
  #lastArrival = 0
  #endedAt: number | null = null

  get text(): string {
    return this.#text
  }

  /** Whether a frame in the near future will show more. */
  get busy(): boolean {
    return this.#waiting.length > 0 || this.#closed < this.#readable
  }

  append(piece: string, now: number): void {
    if (piece === '') return
    this.#text += piece
    this.#lastArrival = now
    this.#close(this.#endedAt !== null, now)
    this.#perMs = this.#pace
  }

  /** No more text will come. */
  end(now: number): void {
    if (this.#endedAt !== null) return
    this.#endedAt = now
    this.#close(true, now)
    this.#perMs = Math.max(this.#perMs, this.#pace)
  }

  /** How much of the text is to be seen now, as its UTF-16 length. With `atOnce` nothing closed waits. */
  frame(now: number, atOnce = false): number {
    if (now - this.#lastArrival >= holdOpenMs) this.#close(true, now)
    const landed = this.#endedAt !== null && now - this.#endedAt >= landMs
    this.#show(atOnce || landed ? this.#waiting.length : this.#due(now))
    this.#lastFrame = now
    return this.#shown
  }

  #due(now: number): number {
    this.#credit += Math.min(Math.max(now - this.#lastFrame, 0), longestFrameMs) * this.#perMs
    return Math.min(Math.floor(this.#credit), this.#waiting.length)
  }

  #show(count: number): void {
    this.#shown = this.#waiting.splice(0, count).at(-1) ?? this.#shown
    this.#credit = this.#waiting.length > 0 ? Math.max(this.#credit - count, 0) : 0
  }

  /** Only the tail is split: what is closed stays closed. */
  #close(alsoLast: boolean, now: number): void {
    const parts = graphemes(this.#text.slice(this.#closed, this.#readable))
    if (!alsoLast) parts.pop()
    if (parts.length === 0) return
    if (this.#waiting.length === 0) this.#wake(now)
    for (const part of parts) this.#waiting.push((this.#closed += part.length))
  }

  /** After a quiet moment the first grapheme is shown at the next frame. */
  #wake(now: number): void {
    this.#credit = 1
    this.#lastFrame = now
  }

  get #pace(): number {
    return this.#waiting.length / catchUpMs
  }

  /** Half a character at the end says nothing yet, not even where the one before it ends. */
  get #readable(): number {
    const cut = this.#endedAt === null && /[\uD800-\uDBFF]$/.test(this.#text)
    return this.#text.length - (cut ? 1 : 0)
  }
}
