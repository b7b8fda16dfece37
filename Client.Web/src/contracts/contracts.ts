/** The contract between server and page. Names and numbers are the server's; unknown types and fields are ignored. */

/** The stages that every server has; a later one may have further ones. */
export type ContractStage = 'PreInterception' | 'Interception' | 'PreOutput' | 'Output'
export type Stage = ContractStage | (string & {})

/** The same for every stage. */
export type ByStage<T> = Record<ContractStage, T> & Record<Stage, T>

/** How a stage describes itself. */
export interface StageTraits {
  stage: Stage
  /** Whether a model writes its text; otherwise the stage checks a text and passes it on. */
  writes: boolean
  /** Whether the run then waits until the child has read its text. */
  pauses: boolean
  /** What it translates where the request asks for it. */
  translates: 'Idea' | 'Interception' | null
}

export const outputForms = ['Story', 'Poem', 'Picture', 'Code'] as const
export type OutputForm = (typeof outputForms)[number]

export type StageStatus = 'checking' | 'loading-model' | 'reading' | 'thinking' | 'writing' | 'retrying'

/** What a run in the queue waits for: its turn, a model server that is well, the test of the judge, or the teacher. */
export type WaitsFor = 'place' | 'model' | 'test' | 'hold'

export type Outcome = 'Completed' | 'Blocked' | 'Stopped' | 'Truncated' | 'Failed'

export type Category = 'hate-symbols' | 'violence' | 'sexual' | 'self-harm' | 'personal-data' | 'other'

export type Code =
  | 'invalid_request'
  | 'run_not_found'
  | 'offset_out_of_range'
  | 'stage_not_reached'
  | 'conflict'
  | 'rate_limited'
  | 'busy'
  | 'access_denied'
  | 'blocked'
  | 'safety_unavailable'
  | 'model_missing'
  | 'provider_unavailable'
  | 'provider_interrupted'
  | 'truncated'
  | 'timeout'
  | 'stopped'
  | 'shutting_down'
  | 'internal'

export interface RunRequest {
  text: string
  rules?: string
  /** Id of a preset, instead of rules. */
  preset?: string
  language?: string
  translateTo?: string | null
  translateOutputTo?: string | null
  output?: OutputForm
  /** Idempotency key, 16 to 64 characters: the same key and request give the same run. */
  key?: string
}

export interface RunStarted {
  runId: string
  stages: Stage[]
  voice: string
}

export interface Preset {
  id: string
  name: string
  rules: string
}

/** What the server says of itself before a run. */
export interface Config {
  textStreaming: boolean
  characterIntervalMs: number
  safetyLevel: string
  /** The voice that would write now: `ollama`, `practice`, or a provider's name. */
  voice: string
  version: string
  /** Whether an access code must be shown before anything else works. */
  door?: boolean
  /** What is missing before a run can work, in sentences for the operator; empty when ready. */
  missing?: string[]
  /** Whether there is a teacher’s code; without one there is no class. */
  teacher?: boolean
  /** The stages that a run goes through, in their order. */
  stages?: StageTraits[]
}

/** The progress of a download, in bytes. */
export interface Progress {
  completed: number
  total: number
}

export interface Model {
  name: string
  /** The jobs of the model: `Interception`, `Output`, `Translation`, `Safety`. */
  jobs?: string[]
  status: 'present' | 'missing'
  /** Present while the server downloads it. */
  pull?: Progress | null
}

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
