import type { RunEvent, Stage } from '../contracts/contracts'
import type { RunState, StageState } from './runState'

/** The state after an event. Repeated events, and types and stages unknown to this page, change nothing else. */
export function runReducer(state: RunState, event: RunEvent): RunState {
  return event.seq <= state.seq ? state : { ...apply(state, event), seq: event.seq }
}

function apply(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'run-start':
      return { ...state, phase: 'working', voice: event.voice }
    case 'queue':
      return { ...state, queue: { position: event.position, etaSeconds: event.etaSeconds ?? null } }
    case 'stage-start':
      return withStage({ ...state, queue: null }, event.stage, { begun: true, model: event.model ?? null })
    case 'stage-status':
      return withStage(state, event.stage, { status: event.status })
    case 'stage-end':
      return withStage(state, event.stage, {
        status: null,
        outcome: event.outcome,
        code: event.code ?? null,
        category: event.category ?? null,
        chars: event.chars,
      })
    case 'run-pause':
      return { ...state, phase: 'paused' }
    case 'run-continue':
      return { ...state, phase: 'working', revised: event.revised }
    case 'run-end':
      return {
        ...state,
        phase: 'ended',
        queue: null,
        outcome: event.outcome,
        code: event.code ?? null,
        retryAfterMs: event.retryAfterMs ?? null,
      }
    default:
      return state
  }
}

function withStage(state: RunState, stage: Stage, change: Partial<StageState>): RunState {
  if (!(stage in state.stages)) return state
  return { ...state, stages: { ...state.stages, [stage]: { ...state.stages[stage], ...change } } }
}
