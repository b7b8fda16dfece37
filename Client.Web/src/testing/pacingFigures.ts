import { graphemes } from '../typewriter/core/graphemes'
import { Typewriter } from '../typewriter/core/typewriter'
import type { Pattern } from './arrivalPatterns'

/** What was to be seen at a moment, as a UTF-16 length. */
export interface Look {
  at: number
  shown: number
}

export interface Watching {
  looks: Look[]
  writer: Typewriter
  text: string
}

/** Brings a pattern to a typewriter and looks at it `framesPerSecond` times a second. */
export function watch({ pieces, endAt }: Pattern, writer = new Typewriter(), framesPerSecond = 60): Watching {
  const looks: Look[] = []
  const longest = endAt + 10_000
  let next = 0
  let ended = false
  for (let n = 0; ; n++) {
    const at = (n * 1000) / framesPerSecond
    for (; next < pieces.length && pieces[next]!.at <= at; next++) writer.append(pieces[next]!.piece, pieces[next]!.at)
    if (!ended && next === pieces.length && endAt <= at) {
      ended = true
      writer.end(endAt)
    }
    looks.push({ at, shown: writer.frame(at) })
    if (writer.state === 'done' || at > longest) return { looks, writer, text: writer.text }
  }
}

/** What a reader notices, in milliseconds; `cv` is how unlike each other the tenths of a second are. */
export interface Figures {
  first: number
  lag: number
  p95: number
  tail: number
  gap: number
  cv: number
}

/** The figures of eight texts of a kind, on average. */
export function average(pattern: (seed: number) => Pattern, framesPerSecond = 60): Figures {
  const each = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
    const one = pattern(seed)
    return figures(one, watch(one, new Typewriter(), framesPerSecond))
  })
  const names = Object.keys(each[0]!) as (keyof Figures)[]
  return Object.fromEntries(names.map((name) => [name, mean(each.map((one) => one[name]))])) as unknown as Figures
}

export function figures({ pieces, endAt }: Pattern, { looks, text }: Watching): Figures {
  const steps = looks.filter(({ shown }, n) => shown > (looks[n - 1]?.shown ?? 0))
  const first = steps[0]!.at
  const last = steps.at(-1)!.at
  const waits = waitingTimes(pieces, looks, text)
  return {
    first: first - pieces[0]!.at,
    lag: mean(waits),
    p95: [...waits].sort((a, b) => a - b)[Math.floor(waits.length * 0.95)]!,
    tail: last - endAt,
    gap: Math.max(0, ...steps.slice(1).map(({ at }, n) => at - steps[n]!.at)),
    cv: variation(tenths(steps, first, last)),
  }
}

/** For each grapheme, how long it waited after its last unit had arrived. */
function waitingTimes(pieces: Pattern['pieces'], looks: Look[], text: string): number[] {
  const arrivals = pieces.flatMap(({ at, piece }) => Array.from({ length: piece.length }, () => at))
  let end = 0
  let look = 0
  return graphemes(text).map((part) => {
    end += part.length
    while (looks[look]!.shown < end) look++
    return looks[look]!.at - arrivals[end - 1]!
  })
}

/** Characters shown in each whole tenth of a second. */
function tenths(steps: Look[], first: number, last: number): number[] {
  const counts = Array.from({ length: Math.max(1, Math.floor((last - first) / 100)) }, () => 0)
  steps.forEach(({ at, shown }, n) => {
    const tenth = Math.floor((at - first) / 100)
    if (tenth < counts.length) counts[tenth]! += shown - (steps[n - 1]?.shown ?? 0)
  })
  return counts
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function variation(values: number[]): number {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) / middle
}
