import type { Category, Code, Outcome } from './codes'
import type { Progress } from './server'
import type { Stage, StageStatus, WaitsFor } from './stages'
import type { StageHops, StageSilence } from './timings'

interface Numbered {
  /** 1, 2, 3, ... without holes. */
  seq: number
  /** Unix time in milliseconds. */
  at: number
}

export interface RunStart extends Numbered {
  type: 'run-start'
  stages: Stage[]
  language: string
  voice: string
}

export interface Queued extends Numbered {
  type: 'queue'
  /** 1 is next. */
  position: number
  /** Null while unknown. */
  etaSeconds: [low: number, high: number] | null
  waitsFor?: WaitsFor
}

export interface StageStart extends Numbered {
  type: 'stage-start'
  stage: Stage
  model: string | null
}

export interface StageStatusChange extends Numbered {
  type: 'stage-status'
  stage: Stage
  status: StageStatus
}

/** The server downloads the model that the stage waits for. */
export interface ModelPull extends Numbered, Progress {
  type: 'model-pull'
  stage: Stage
  model: string
}

export interface StageEnd extends Numbered {
  type: 'stage-end'
  stage: Stage
  outcome: Outcome
  code: Code | null
  category: Category | null
  /** UTF-16 length of the text; its last piece may still be on the way. */
  chars: number
  pieces: number
  model: string | null
  firstPieceMs: number | null
  durationMs: number
  hops?: StageHops
  silences?: StageSilence[]
}

export interface RunPause extends Numbered {
  type: 'run-pause'
  reason: 'revise'
}

export interface RunContinue extends Numbered {
  type: 'run-continue'
  revised: boolean
}

export interface RunEnd extends Numbered {
  type: 'run-end'
  outcome: Outcome
  code: Code | null
  retryAfterMs: number | null
}

/** Everything about a run that is not text. */
export type RunEvent =
  | RunStart
  | Queued
  | StageStart
  | StageStatusChange
  | ModelPull
  | StageEnd
  | RunPause
  | RunContinue
  | RunEnd
