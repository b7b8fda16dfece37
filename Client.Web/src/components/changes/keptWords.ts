import { diffArrays } from 'diff'

/** A stretch of a text, and whether it came from the other one. */
export interface MarkedPart {
  text: string
  kept: boolean
}

/** Words so common that sharing them means nothing. */
const small = new Set(
  `the and for with that this from was were are its his her they you not but who what when then into
  der die das den dem des ein eine einen einem einer und oder mit von vom zum zur auf aus ist war sind sich nicht aber wie dass ich sie wir ihr
  les des une dans avec pour sur est sont qui que pas mais elle ils nous vous son ses
  bir ve ile bu şu için gibi ama çok var yok
  це та але для від над під він вона воно вони який яка яке був була
  это как для над под она оно они который которая был была если
  في من على إلى عن هذا هذه التي الذي كان كانت`.split(/\s+/),
)

/** The words of a text and the gaps between them, in order. */
function partsOf(text: string, language: string): { text: string; word: boolean }[] {
  if (!('Segmenter' in Intl)) return text.split(/([\p{L}\p{M}\p{N}’'-]+)/u).map((part, n) => ({ text: part, word: n % 2 === 1 }))
  const words = new Intl.Segmenter(language, { granularity: 'word' })
  return Array.from(words.segment(text), ({ segment, isWordLike }) => ({ text: segment, word: isWordLike === true }))
}

const folded = (word: string) => word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')

const isContent = (word: string) => !small.has(word.toLowerCase()) && (word.length > 2 || /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}]/u.test(word))

/** Whether two words are the same, or forms of the same word. */
function isSame(one: string, other: string): boolean {
  const [short, long] = [folded(one), folded(other)].sort((a, b) => a.length - b.length) as [string, string]
  return short === long || (short.length >= 4 && long.startsWith(short) && long.length - short.length <= 3)
}

/** Marks what both texts share: words in the same order, and words that have moved. */
export function keptWords(idea: string, text: string, language: string): { idea: MarkedPart[]; text: MarkedPart[] } {
  const sides = [partsOf(idea, language), partsOf(text, language)] as const
  const [before, after] = sides.map((parts) => parts.filter((part) => part.word).map((part) => part.text)) as [string[], string[]]
  const kept: [Set<number>, Set<number>] = [new Set(), new Set()]
  markCommon(before, after, kept)
  markMoved(before, after, kept)
  return { idea: marked(sides[0], kept[0]), text: marked(sides[1], kept[1]) }
}

/** A common sequence counts as a whole, common words included, if it contains one word that means something. */
function markCommon(before: string[], after: string[], [left, right]: [Set<number>, Set<number>]) {
  let [i, j] = [0, 0]
  for (const { value, added, removed } of diffArrays(before, after, { comparator: isSame })) {
    const count = value.length
    if (!added && !removed && value.some(isContent)) {
      for (let n = 0; n < count; n++) {
        left.add(i + n)
        right.add(j + n)
      }
    }
    if (!added) i += count
    if (!removed) j += count
  }
}

function markMoved(before: string[], after: string[], [left, right]: [Set<number>, Set<number>]) {
  for (const [i, one] of before.entries()) {
    if (!isContent(one)) continue
    for (const [j, other] of after.entries()) {
      if (!isSame(one, other)) continue
      left.add(i)
      right.add(j)
    }
  }
}

/** Joins neighbouring parts of the same kind, and the space between two kept words. */
function marked(parts: readonly { text: string; word: boolean }[], kept: Set<number>): MarkedPart[] {
  const made: MarkedPart[] = []
  let word = -1
  for (const part of parts) {
    const isKept = part.word && kept.has(++word)
    const last = made.at(-1)
    if (last && last.kept === isKept) last.text += part.text
    else made.push({ text: part.text, kept: isKept })
  }
  return made.filter((part) => part.text !== '')
}
