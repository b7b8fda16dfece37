import { commonLength, GraphemeBuffer } from './graphemeBuffer'

/** A text as far as it has arrived, and as far as it is to be seen. */
export class RevealState {
  #buffer = new GraphemeBuffer()
  #revealed = 0
  #counted = 0
  #shown = 0
  #resumed = 0

  get text(): string {
    return this.#buffer.text
  }

  /** What is to be seen, as a UTF-16 length. */
  get shown(): number {
    return this.#shown
  }

  /** Graphemes to be shown next; the fraction is on its way to the one after. */
  get revealed(): number {
    return this.#revealed
  }

  /** Graphemes that could be shown. */
  get count(): number {
    return this.#buffer.count
  }

  get waiting(): number {
    return this.count - this.#revealed
  }

  /** Whether there is anything that could be shown, now or when the last grapheme is closed. */
  get busy(): boolean {
    return this.#shown < this.#buffer.offsetOf(this.count) || this.#buffer.isOpen
  }

  /** What has been revealed, as a UTF-16 length. */
  get due(): number {
    return this.#buffer.offsetOf(Math.floor(this.#revealed))
  }

  /** What could be shown and is not. */
  get unseen(): string {
    return this.text.slice(this.#shown, this.#buffer.offsetOf(this.count))
  }

  /** @returns How many graphemes are to be typed; null while they were all seen before. */
  add(piece: string): number | null {
    this.#buffer.add(piece)
    if (this.#resumed > this.#shown) this.resumeAt(this.#resumed)
    const fresh = this.count - Math.max(this.#counted, Math.floor(this.#revealed))
    this.#counted = this.count
    return this.text.length > this.#resumed ? fresh : null
  }

  resumeAt(offset: number): void {
    this.#resumed = offset
    this.reveal(this.countWithin(offset))
  }

  countWithin(offset: number): number {
    return this.#buffer.countWithin(offset)
  }

  reveal(count: number): void {
    this.#revealed = Math.min(this.count, Math.max(this.#revealed, count))
  }

  show(): void {
    this.#shown = this.due
  }

  /** Counts the last grapheme as closed. */
  close(): void {
    this.#buffer.close(true)
  }

  finish(): void {
    this.#buffer.finish()
  }

  /** Keeps what another text has in common with this one, and shows it at once. */
  keep(text: string): void {
    const kept = commonLength(this.text, text)
    this.#buffer = new GraphemeBuffer()
    this.#buffer.add(text.slice(0, kept))
    this.#buffer.close(true)
    this.#revealed = this.#counted = this.count
    this.#shown = kept
  }
}
