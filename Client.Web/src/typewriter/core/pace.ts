/** The numbers that make the pace. Rates are graphemes a second, times milliseconds. */
export interface Pace {
  /** How far back the rate of arrival looks. */
  memoryMs: number
  /** The rate before anything is known of the model. */
  firstRate: number
  minRate: number
  maxRate: number
  /** How far the typewriter stays behind: as far as the longest gap between two pieces, between these. */
  minLagMs: number
  maxLagMs: number
  lagGain: number
  /** A long gap is half forgotten after this time. */
  gapHalfLifeMs: number
  /** How strongly too much or too little waiting text is corrected. */
  control: number
  /** How fast the rate may rise and fall, as exponents a second. */
  rise: number
  fall: number
  /** No live text waits longer than about this. */
  maxWaitMs: number
  /** The first grapheme waits this long for company. */
  startHoldMs: number
  /** From the model's end to the last grapheme. */
  minLandMs: number
  maxLandMs: number
  /** The same when the next stage has already begun. */
  nextStageLandMs: number
  /** For a text that is known whole. */
  replayRate: number
  minReplayMs: number
  maxReplayMs: number
  /** The shortest time between two changes of the page. */
  commitMs: number
}

/** @param characterIntervalMs The server's `TextStreaming:CharacterIntervalMs`: for what is known whole, and for the first moment. */
export const paceOf = (characterIntervalMs = 30): Pace => ({
  memoryMs: 900,
  firstRate: 1000 / characterIntervalMs,
  minRate: 12,
  maxRate: 220,
  minLagMs: 90,
  maxLagMs: 450,
  lagGain: 1,
  gapHalfLifeMs: 4000,
  control: 0.7,
  rise: 12,
  fall: 2.2,
  maxWaitMs: 1100,
  startHoldMs: 60,
  minLandMs: 160,
  maxLandMs: 650,
  nextStageLandMs: 250,
  replayRate: 1000 / characterIntervalMs,
  minReplayMs: 700,
  maxReplayMs: 9000,
  commitMs: 16,
})

export const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)
