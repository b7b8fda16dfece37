/** Where a text was held up while it was written; the last two only a page can see. */
export type SilencePlace =
  | 'line'
  | 'loading-model'
  | 'reading'
  | 'thinking'
  | 'slow-model'
  | 'server'
  | 'store'
  | 'network'
  | 'hidden-tab'
  | 'page'

/** A silence longer than a second while a text was written. */
export interface StageSilence {
  place: SilencePlace
  /** How much of the text was there. */
  chars: number
  /** From the stage's start on; negative for a wait before. */
  atMs: number
  ms: number
}

/** How pieces passed one hop; times from the stage's start on. */
export interface HopTimes {
  pieces: number
  firstMs: number
  lastMs: number
  longestGapMs: number
}

/** When a stage's text came from the model, was written down, and left. */
export interface StageHops {
  came?: HopTimes
  written?: HopTimes
  left?: HopTimes
}

/** A tick of the server's probe. */
export interface ProbeTick {
  n: number
  sentAtUnixMs: number
}
