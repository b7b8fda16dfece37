import type {
  ByStage,
  Category,
  Code,
  Outcome,
  Progress,
  Stage,
  StageHops,
  StageSilence,
  StageStatus,
  StageTraits,
  WaitsFor,
} from '../contracts/contracts'
import { contractStages, traitsOf } from '../contracts/stageTraits'

export interface StageState {
  traits: StageTraits
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
  /** When its text passed the server's hops, and where it was silent. */
  hops: StageHops | null
  silences: StageSilence[] | null
}

/** What the events tell about a run; its texts come in other streams. */
export interface RunState {
  /** Number of the last event seen. */
  seq: number
  phase: 'none' | 'starting' | 'working' | 'paused' | 'ended'
  /** When the present activity began, by the server's clock; null before the first event. */
  since: number | null
  voice: string | null
  /** The place in the queue while the run waits for a model. */
  queue: { position: number; etaSeconds: [low: number, high: number] | null; waitsFor: WaitsFor } | null
  /** In their order. */
  stages: ByStage<StageState>
  /** Whether the child changed the interception. */
  revised: boolean
  outcome: Outcome | null
  code: Code | null
  retryAfterMs: number | null
}

const stageAhead: Omit<StageState, 'traits'> = {
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
  hops: null,
  silences: null,
}

/** No run, or one of which nothing is known yet. */
export function newRun(phase: RunState['phase'] = 'none', traits: readonly StageTraits[] = contractStages): RunState {
  return {
    seq: 0,
    phase,
    since: null,
    voice: null,
    queue: null,
    stages: statesOf(traits),
    revised: false,
    outcome: null,
    code: null,
    retryAfterMs: null,
  }
}

const statesOf = (traits: readonly StageTraits[], known: Partial<Record<Stage, StageState>> = {}) =>
  Object.fromEntries(traits.map((of) => [of.stage, { ...(known[of.stage] ?? stageAhead), traits: of }])) as ByStage<StageState>

/** The run with these stages in place of the assumed ones; what is known of each stays. */
export const withStages = (run: RunState, stages: readonly Stage[], traits: readonly StageTraits[] = traitsIn(run)): RunState => ({
  ...run,
  stages: statesOf(traitsOf(stages, traits), run.stages),
})

/** The run's stages, in their order. */
export const stagesOf = (run: RunState): Stage[] => Object.keys(run.stages)

/** What is known of a stage. */
export const stageOf = (run: RunState, stage: Stage): StageState =>
  run.stages[stage] ?? statesOf(traitsOf([stage], []))[stage]!

/** What the run's stages say of themselves, in their order. */
export const traitsIn = (run: RunState): StageTraits[] => Object.values<StageState>(run.stages).map(({ traits }) => traits)

/** The stage whose text is the finished piece: the last that writes, without a pause to revise it. */
export const pieceStage = (run: RunState): Stage | undefined =>
  traitsIn(run).filter(({ writes, pauses }) => writes && !pauses).at(-1)?.stage

/** The stage after which the child reads and revises. */
export const pauseStage = (run: RunState): Stage | undefined => traitsIn(run).find(({ pauses }) => pauses)?.stage

/** The last stage that did not end well. */
export const failedStage = (run: RunState): Stage | undefined =>
  stagesOf(run).filter((stage) => (stageOf(run, stage).outcome ?? 'Completed') !== 'Completed').at(-1)

/** Whether a stage that a model should have written broke off without a single character of text. */
export const isEmpty = ({ outcome, code, chars }: StageState): boolean =>
  chars === 0 && (outcome === 'Truncated' || code === 'provider_interrupted')

/** The stage that is at work. */
export const activeStage = (run: RunState): Stage | undefined =>
  run.phase === 'ended'
    ? undefined
    : stagesOf(run).find((stage) => stageOf(run, stage).begun && stageOf(run, stage).outcome === null)

/** Whether the server is at work on the run, or about to be. */
export const isBusy = (run: RunState): boolean => run.phase === 'starting' || run.phase === 'working'
