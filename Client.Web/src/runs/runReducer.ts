import type { Queued, RunEvent, Stage, StageEnd, StageStatus, StageStatusChange } from '../contracts/contracts'
import { stageOf, stagesOf, withStages, type RunState, type StageState } from './runState'

/** The state after an event. Repeated events, and types and stages unknown to this page, change nothing else. */
export function runReducer(state: RunState, event: RunEvent): RunState {
  return event.seq <= state.seq ? state : { ...apply(state, event), seq: event.seq }
}

function apply(state: RunState, event: RunEvent): RunState {
  const since = event.at
  switch (event.type) {
    case 'run-start':
      return { ...withStages(state, event.stages ?? stagesOf(state)), phase: 'working', voice: event.voice, since }
    case 'queue':
      // Moving up in the queue is still the same wait.
      return { ...state, queue: queueOf(event), since: state.queue ? state.since : since }
    case 'stage-start':
      return withStage(state, event.stage, { begun: true, model: event.model ?? null }, { queue: null, since })
    case 'stage-status':
      return withStage(state, event.stage, { status: event.status, pull: null }, { since, queue: stillQueued(state, event) })
    case 'model-pull':
      return withStage(state, event.stage, { pull: { completed: event.completed, total: event.total } })
    case 'stage-end':
      return withStage(state, event.stage, endOf(event, stageOf(state, event.stage).status), { queue: null, since })
    case 'run-pause':
      return { ...state, phase: 'paused', since }
    case 'run-continue':
      return { ...state, phase: 'working', revised: event.revised, since }
    case 'run-end': {
      const { outcome, code, retryAfterMs } = event
      const ending = { outcome, code: code ?? null, retryAfterMs: retryAfterMs ?? null }
      return { ...state, phase: 'ended', queue: null, since, ...ending }
    }
    default:
      return state
  }
}

const queueOf = ({ position, etaSeconds, waitsFor }: Queued) => ({
  position,
  etaSeconds: etaSeconds ?? null,
  waitsFor: waitsFor ?? 'place',
})

/** A stage that is tried again waits in the queue once more; any other event ends that wait. */
const stillQueued = ({ queue }: RunState, { status }: StageStatusChange) => (status === 'retrying' ? queue : null)

const endOf = (event: StageEnd, endedWhile: StageStatus | null = null): Partial<StageState> => ({
  status: null,
  endedWhile,
  pull: null,
  outcome: event.outcome,
  code: event.code ?? null,
  category: event.category ?? null,
  chars: event.chars,
  pieces: event.pieces ?? null,
  firstPieceMs: event.firstPieceMs ?? null,
  durationMs: event.durationMs ?? null,
  hops: event.hops ?? null,
  silences: event.silences ?? null,
})

function withStage(state: RunState, stage: Stage, change: Partial<StageState>, around: Partial<RunState> = {}): RunState {
  if (!(stage in state.stages)) return state
  return { ...state, ...around, stages: { ...state.stages, [stage]: { ...stageOf(state, stage), ...change } } }
}
