import recording from '../../../Tests/Fixtures/ollama/arrivals.csv?raw'
import { numbers } from './seededNumbers'

/** When each piece of a text arrives, in milliseconds, and when it is said to be whole. */
export interface Pattern {
  pieces: { at: number; piece: string }[]
  endAt: number
}

/** Tokens as models make them: words and parts of words, about four characters. */
function tokens(count: number, everyMs: (random: number, n: number) => number, seed: number): Pattern {
  const next = numbers(seed)
  let at = 0
  const pieces = Array.from({ length: count + 3 * seed }, (_, n) => ({
    at: (at += everyMs(next(), n)),
    piece: ' ' + 'kites'.slice(0, 1 + Math.floor(next() * 5)),
  }))
  return { pieces, endAt: at }
}

const steady = (seed: number) => tokens(300, () => 25, seed)

/** The same text, handed on only at certain moments. */
function framed({ pieces, endAt }: Pattern, frameAfter: (at: number) => number): Pattern {
  return { pieces: pieces.map(({ at, piece }) => ({ at: frameAfter(at), piece })), endAt: frameAfter(endAt) }
}

const every = (ms: number) => (at: number) => Math.ceil(at / ms) * ms

function between(shortestMs: number, longestMs: number, seed: number): (at: number) => number {
  const next = numbers(seed)
  let frame = 0
  return (at) => {
    while (frame < at) frame += shortestMs + next() * (longestMs - shortestMs)
    return frame
  }
}

/** One stream of the recording, its first token at 0. */
function recorded(stream: string): Pattern {
  const rows = recording
    .trim()
    .split('\n')
    .map((line) => /^([^,]+),([\d.]+),(?:"(.*)"|(.*))$/.exec(line.trimEnd()))
    .filter((row) => row?.[1] === stream)
    .map((row) => ({ at: Number(row![2]), piece: row![3] ?? row![4]! }))
  const pieces = rows.map(({ at, piece }) => ({ at: at - rows[0]!.at, piece }))
  return { pieces, endAt: pieces.at(-1)!.at }
}

/** What a page may see of a model; each seed gives another text of the same kind. */
export const patterns = {
  'steady, 40 tokens a second': steady,
  'shared by a class, 8 tokens a second, uneven': (seed) => tokens(120, (random) => 50 + 150 * random, seed),
  'frames of the hub, every 40 ms': (seed) => framed(steady(seed), every(40)),
  'frames of the hub under load, 40 to 200 ms': (seed) => framed(steady(seed), between(40, 200, seed)),
  'bursts of a proxy, every 600 ms': (seed) => framed(steady(seed), every(600)),
  'fast, 150 tokens a second': (seed) => tokens(600, () => 1000 / 150, seed),
  'a stall of 3 s': (seed) => tokens(200, (_, n) => (n === 100 ? 3000 : 25), seed),
  'known whole, 600 characters': () => ({ pieces: [{ at: 0, piece: 'x'.repeat(600) }], endAt: 0 }),
  'recorded: alone on two CPU cores': () => recorded('alone'),
} satisfies Record<string, (seed: number) => Pattern>

/** More streams of the recording: several at once, and what reading long prompts does to one that writes. */
export const crowded: [name: string, pattern: () => Pattern][] = ['four-0', 'four-1', 'four-2', 'four-3', 'eight-on-four-0', 'eight-on-four-7'].map(
  (stream) => [`recorded: ${stream}`, () => recorded(stream)],
)
