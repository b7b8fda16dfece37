import { graphemes } from './graphemes'

/** A growing text, cut into graphemes. The last one stays open, because the next piece may still belong to it. */
export class GraphemeBuffer {
  #text = ''
  /** Where each closed grapheme ends, as UTF-16 offsets. */
  #ends: number[] = []
  #whole = false

  get text(): string {
    return this.#text
  }

  /** Closed graphemes. */
  get count(): number {
    return this.#ends.length
  }

  /** Whether a grapheme is open that could be closed. */
  get isOpen(): boolean {
    return this.offsetOf(this.count) < this.#readable
  }

  /** The UTF-16 length of the first `count` graphemes. */
  offsetOf(count: number): number {
    return count > 0 ? this.#ends[count - 1]! : 0
  }

  /** How many of the closed graphemes lie within the first `offset` UTF-16 units. */
  countWithin(offset: number): number {
    let count = this.count
    while (count > 0 && this.#ends[count - 1]! > offset) count--
    return count
  }

  add(piece: string): void {
    this.#text += piece
    this.close(this.#whole)
  }

  /** No more will come. */
  finish(): void {
    this.#whole = true
    this.close(true)
  }

  /** Only the tail is cut: what is closed stays closed. */
  close(alsoLast: boolean): void {
    let end = this.offsetOf(this.count)
    const parts = graphemes(this.#text.slice(end, this.#readable))
    if (!alsoLast) parts.pop()
    for (const part of parts) this.#ends.push((end += part.length))
  }

  /** Half a character at the end says nothing yet, not even where the one before it ends. */
  get #readable(): number {
    const cut = !this.#whole && /[\uD800-\uDBFF]$/.test(this.#text)
    return this.#text.length - (cut ? 1 : 0)
  }
}

/** The UTF-16 length of what two texts have in common at their beginning, in whole graphemes. */
export function commonLength(one: string, other: string): number {
  const parts = graphemes(other)
  let length = 0
  for (const [n, part] of graphemes(one).entries()) {
    if (part !== parts[n]) break
    length += part.length
  }
  return length
}
