const ends = /(?:[.!?…。！？]["'”’»)\]]*(?=\s)|\n)/g

/** The UTF-16 length up to the end of the last whole sentence or paragraph; 0 without one. */
export function sentencesLength(text: string): number {
  const last = [...text.matchAll(ends)].at(-1)
  return last ? last.index + last[0].length : 0
}
