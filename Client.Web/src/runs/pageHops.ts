import type { HopTimes, SilencePlace, StageSilence } from '../contracts/contracts'
import { allMark, beginMark, type Marks } from './hopMarks'

type Silence = Pick<StageSilence, 'place' | 'chars' | 'ms'>

/** A shorter silence needs no name, in milliseconds. */
const longMs = 1000
const mostSilences = 10

/** When pieces passed one hop: the first, the last, the longest gap. */
class HopGauge {
  pieces = 0
  first = 0
  last = 0
  longest = 0

  pass(now: number): number {
    const gap = this.pieces++ === 0 ? 0 : now - this.last
    if (this.pieces === 1) this.first = now
    this.longest = Math.max(this.longest, gap)
    this.last = now
    return gap
  }

  times(begun: number): HopTimes | null {
    const [firstMs, lastMs, longestGapMs] = [this.first - begun, this.last - begun, this.longest].map(Math.round)
    return this.pieces === 0 ? null : { pieces: this.pieces, firstMs: firstMs!, lastMs: lastMs!, longestGapMs: longestGapMs! }
  }
}

/** Times a stage's text at the page's two hops: when it came, and when it was to be seen. */
export class PageHops {
  /** What was noted while it came. */
  static of(marks: Marks): PageHops {
    const hops = new PageHops()
    for (const [now, length, hidden, busyMs] of marks) {
      if (length === beginMark) hops.begin(now)
      else if (length > 0) hops.arrive(length, now, hidden, busyMs)
      else hops.paint(length === allMark, now, hidden)
    }
    return hops
  }

  #begun = performance.now()
  #arrived = new HopGauge()
  #painted = new HopGauge()
  #silences: Silence[] = []
  #chars = 0
  /** Since when something that has arrived, or nothing new since, is not to be seen. */
  #waiting: number | null = null
  #hiddenMs = 0

  /** The stage has begun, as far as the page knows. */
  begin(now = performance.now()): void {
    if (this.#chars === 0) this.#begun = now
  }

  /**
   * A piece has come.
   * @param hidden Whether nobody looked at the page for some of the time since the piece before.
   * @param busyMs For how much of that time the page could not have taken it.
   */
  arrive(length: number, now = performance.now(), hidden = document.hidden, busyMs = 0): void {
    const gap = this.#arrived.pass(now)
    if (hidden) this.#hiddenMs += gap
    else this.#explain(gap, Math.min(gap, busyMs))
    this.#chars += length
    this.#waiting ??= now
  }

  /** More of the text is to be seen than before. */
  paint(all: boolean, now = performance.now(), hidden = document.hidden): void {
    this.#painted.pass(now)
    if (this.#waiting !== null && now - this.#waiting >= longMs) this.#name(hidden ? 'hidden-tab' : 'page', now - this.#waiting)
    this.#waiting = all ? null : now
  }

  arrived = (): HopTimes | null => this.#arrived.times(this.#begun)
  painted = (): HopTimes | null => this.#painted.times(this.#begun)

  /**
   * The silences, each where it came from.
   * @param known Those that the server has named: what is left of a silence after them was on the way.
   */
  silences(known: readonly Silence[] = []): Silence[] {
    const own = this.#silences.flatMap((silence) => {
      if (silence.place !== 'network') return [silence]
      const explained = known.filter(({ chars }) => chars === silence.chars).reduce((sum, { ms }) => sum + ms, 0)
      const ms = silence.ms - explained
      return ms >= longMs ? [{ ...silence, ms }] : []
    })
    const hidden = this.#hiddenMs >= longMs ? [{ place: 'hidden-tab' as const, chars: this.#chars, ms: this.#hiddenMs }] : []
    return [...known, ...own, ...hidden].slice(0, mostSilences)
  }

  /** Each part of a gap that is long enough has a name; where none is, the larger one has it for both. */
  #explain(gap: number, busyMs: number) {
    const rest = gap - busyMs
    if (busyMs >= longMs) this.#name('page', busyMs)
    if (rest >= longMs) this.#name('network', rest)
    if (gap >= longMs && Math.max(busyMs, rest) < longMs) this.#name(busyMs > rest ? 'page' : 'network', gap)
  }

  /** What was not to be seen because the page was busy, and what could not come meanwhile, is one silence. */
  #name(place: SilencePlace, silentMs: number) {
    const ms = Math.round(silentMs)
    const last = this.#silences.at(-1)
    if (last?.place === place && last.chars === this.#chars) last.ms = Math.max(last.ms, ms)
    else if (this.#silences.length < mostSilences) this.#silences.push({ place, chars: this.#chars, ms })
  }
}
