const segmenter =
  typeof Intl !== 'undefined' && 'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : null

// Letters and punctuation of Europe: each is a grapheme of its own, and the segmenter is slow.
const plain = /^[\n -\u024F\u2010-\u2027]*$/

// For browsers without Segmenter: flags, marks, skin tones and joined emoji hold together, surrogates always do.
const approximate = /\r\n|\p{RI}{2}|.(?:[\p{M}\p{Emoji_Modifier}\u{E0020}-\u{E007F}]|\u200D.?)*/gsu

/** Splits a text into what a reader sees as single characters. */
export function graphemes(text: string): string[] {
  if (plain.test(text)) return text.split('')
  return segmenter ? Array.from(segmenter.segment(text), (part) => part.segment) : approximateGraphemes(text)
}

/** The same without `Intl.Segmenter`. */
export function approximateGraphemes(text: string): string[] {
  return text.match(approximate) ?? []
}
