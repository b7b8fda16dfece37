import {
  stages,
  type Category,
  type Code,
  type Outcome,
  type Progress,
  type Stage,
  type StageStatus,
  type WaitsFor,
} from '../contracts/contracts'

export interface StageState {
  begun: boolean
  status: StageStatus | null
  model: string | null
  /** How far the model has been fetched, while the server fetches it. */
  pull: Progress | null
  /** Null until the stage has ended. */
  outcome: Outcome | null
  code: Code | null
  category: Category | null
  /** What was going on when it ended. */
  endedWhile: StageStatus | null
  /** Length of the whole text, known at the stage's end. */
  chars: number | null
  pieces: number | null
  firstPieceMs: number | null
  durationMs: number | null
}

/** What is known of a run from its events; its texts come by other streams. */
export interface RunState {
  /** Number of the last event seen. */
  seq: number
  phase: 'none' | 'starting' | 'working' | 'paused' | 'ended'
  /** Since when what is happening now is happening, by the server's clock; null before its first event. */
  since: number | null
  voice: string | null
  /** Place in the line while the run waits for a model. */
  queue: { position: number; etaSeconds: [low: number, high: number] | null; waitsFor: WaitsFor } | null
  stages: Record<Stage, StageState>
  /** Whether the child changed the interception. */
  revised: boolean
  outcome: Outcome | null
  code: Code | null
  retryAfterMs: number | null
}

const stageAhead: StageState = {
  begun: false,
  status: null,
  model: null,
  pull: null,
  outcome: null,
  code: null,
  category: null,
  endedWhile: null,
  chars: null,
  pieces: null,
  firstPieceMs: null,
  durationMs: null,
}

/** No run, or one of which nothing is known yet. */
export function newRun(phase: RunState['phase'] = 'none'): RunState {
  return {
    seq: 0,
    phase,
    since: null,
    voice: null,
    queue: null,
    stages: Object.fromEntries(stages.map((stage) => [stage, stageAhead])) as Record<Stage, StageState>,
    revised: false,
    outcome: null,
    code: null,
    retryAfterMs: null,
  }
}

/** The last stage that did not end well. */
export const failedStage = (run: RunState): Stage | undefined =>
  stages.filter((stage) => (run.stages[stage].outcome ?? 'Completed') !== 'Completed').at(-1)

/** Whether a stage that a model should have written broke off without a single character of text. */
export const isEmpty = ({ outcome, code, chars }: StageState): boolean =>
  chars === 0 && (outcome === 'Truncated' || code === 'provider_interrupted')

/** The stage that is at work. */
export const activeStage = (run: RunState): Stage | undefined =>
  run.phase === 'ended'
    ? undefined
    : stages.find((stage) => run.stages[stage].begun && run.stages[stage].outcome === null)

/** Whether the server is at work on the run, or about to be. */
export const isBusy = (run: RunState): boolean => run.phase === 'starting' || run.phase === 'working'
