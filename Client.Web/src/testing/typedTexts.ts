import { graphemes } from '../typewriter/core/graphemes'
import { Typewriter } from '../typewriter/core/typewriter'

export const family = '👩‍👩‍👧‍👦'
export const hard = `Hé ${family}🇩🇪🇺🇦👍🏽 e\u0301n\u0303a\u0300\u0323\r\nक्षि 각 ende\r\n`
export const frameMs = 1000 / 60

/** Everything that ends with a whole grapheme. */
export function wholeLengths(text: string): Set<number> {
  let end = 0
  return new Set([0, ...graphemes(text).map((part) => (end += part.length))])
}

/** A typewriter that has been looked at 60 times a second. */
export function typed(text: string, forMs: number, writer = new Typewriter()) {
  writer.append(text, 0)
  for (let at = 0; at <= forMs; at += frameMs) writer.frame(at)
  return writer
}
