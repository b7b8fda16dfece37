import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../contracts/contracts'
import { contractNames } from '../contracts/stageTraits'
import { runReducer } from './runReducer'
import { activeStage, failedStage, newRun, stagesOf, type RunState } from './runState'

const event = (seq: number, fields: object) => ({ seq, at: seq * 1000, ...fields }) as RunEvent
const end = { chars: 12, pieces: 3, model: 'm', firstPieceMs: 5, durationMs: 9 }
const completed = { type: 'stage-end', outcome: 'Completed', code: null, category: null, ...end }
const play = (events: object[], from = newRun()): RunState =>
  events.reduce<RunState>((state, fields, index) => runReducer(state, event(from.seq + index + 1, fields)), from)

const start = { type: 'run-start', stages: contractNames, language: 'de', voice: 'practice' }

describe('a run, event by event', () => {
  it('begins with its voice', () => {
    expect(play([start])).toEqual({ ...newRun('working'), seq: 1, since: 1000, voice: 'practice' })
  })

  it('has the stages that the server says, in their order, whatever else the page has heard of', () => {
    const later = play([{ ...start, stages: ['PreOutput', 'Encore'] }, { ...completed, stage: 'Encore' }])

    expect(stagesOf(later)).toEqual(['PreOutput', 'Encore'])
    expect(later.stages.Encore).toMatchObject({ outcome: 'Completed', traits: { writes: true, pauses: false } })
    expect(later.stages.PreOutput.traits).toEqual(newRun().stages.PreOutput.traits)
  })

  it('waits in line with its place, until a stage begins', () => {
    const waiting = play([{ type: 'queue', position: 2, etaSeconds: [10, 40] }])
    expect(waiting).toEqual({ ...newRun(), seq: 1, since: 1000, queue: { position: 2, etaSeconds: [10, 40], waitsFor: 'place' } })

    const next = play([{ type: 'queue', position: 1, etaSeconds: null }], waiting)
    expect(next.queue).toEqual({ position: 1, etaSeconds: null, waitsFor: 'place' })
    expect(next.since).toBe(1000)
    expect(play([{ type: 'stage-start', stage: 'Interception', model: 'm' }], waiting).queue).toBeNull()
  })

  it('waits in line again where a stage is to be asked anew, until something happens in it', () => {
    const begun = [
      { type: 'stage-start', stage: 'Interception', model: 'm' },
      { type: 'stage-status', stage: 'Interception', status: 'retrying' },
      { type: 'queue', position: 1, etaSeconds: null, waitsFor: 'model' },
    ]
    const waiting = { position: 1, etaSeconds: null, waitsFor: 'model' }
    expect(play(begun).queue).toEqual(waiting)
    expect(play([begun[0]!, begun[2]!, begun[1]!]).queue).toEqual(waiting)
    expect(play([...begun, { type: 'stage-status', stage: 'Interception', status: 'reading' }]).queue).toBeNull()
    expect(play([...begun, { ...completed, stage: 'Interception' }]).queue).toBeNull()
  })

  it('goes through a stage: begun, its status, its end', () => {
    const begun = play([{ type: 'stage-start', stage: 'Interception', model: 'm' }])
    expect(begun.stages.Interception).toEqual({ ...newRun().stages.Interception, begun: true, model: 'm' })
    expect(activeStage(begun)).toBe('Interception')

    const writing = play([{ type: 'stage-status', stage: 'Interception', status: 'writing' }], begun)
    expect(writing.stages.Interception.status).toBe('writing')

    const ended = play([{ ...completed, stage: 'Interception' }], writing)
    expect(ended.stages.Interception).toEqual({
      ...begun.stages.Interception,
      outcome: 'Completed',
      endedWhile: 'writing',
      chars: 12,
      pieces: 3,
      firstPieceMs: 5,
      durationMs: 9,
    })
    expect(ended.stages.Output).toEqual(newRun().stages.Output)
    expect([activeStage(ended), failedStage(ended)]).toEqual([undefined, undefined])
  })

  it('knows since when it does what it does', () => {
    const writing = { type: 'stage-status', stage: 'Output', status: 'writing' }
    const steps = [start, { type: 'stage-start', stage: 'Output', model: 'm' }, writing, { type: 'run-pause' }]

    expect(steps.map((_, count) => play(steps.slice(0, count + 1)).since)).toEqual([1000, 2000, 3000, 4000])
  })

  it('tells how far a missing model has been fetched, until it is there', () => {
    const loading = { type: 'stage-status', stage: 'Interception', status: 'loading-model' }
    const state = play([loading, { type: 'model-pull', stage: 'Interception', model: 'm', completed: 3, total: 9 }])

    expect(state.stages.Interception.pull).toEqual({ completed: 3, total: 9 })
    expect(state.since).toBe(1000)
    expect(play([{ ...loading, status: 'writing' }], state).stages.Interception.pull).toBeNull()
  })

  it('says why a stage was blocked', () => {
    const blocked = {
      type: 'stage-end',
      stage: 'Output',
      outcome: 'Blocked',
      code: 'blocked',
      category: 'violence',
      ...end,
    }
    const state = play([blocked])

    expect(state.stages.Output).toMatchObject({ outcome: 'Blocked', code: 'blocked', category: 'violence' })
    expect(failedStage(state)).toBe('Output')
  })

  it('pauses for the child and goes on', () => {
    const paused = play([start, { type: 'run-pause', reason: 'revise' }])
    expect(paused).toMatchObject({ phase: 'paused', revised: false })

    expect(play([{ type: 'run-continue', revised: true }], paused)).toMatchObject({ phase: 'working', revised: true })
  })

  it('ends once, with its outcome', () => {
    const state = play([
      { type: 'queue', position: 60, etaSeconds: null },
      { type: 'run-end', outcome: 'Failed', code: 'busy', retryAfterMs: 4000 },
    ])

    expect(state).toEqual({
      ...newRun('ended'),
      seq: 2,
      since: 2000,
      outcome: 'Failed',
      code: 'busy',
      retryAfterMs: 4000,
    })
  })
})

describe('what the page does not know', () => {
  const state = play([start])

  it('changes nothing but the number: a new type, a fifth stage', () => {
    expect(play([{ type: 'weather', sun: true }], state)).toEqual({ ...state, seq: 2 })
    expect(play([{ type: 'stage-start', stage: 'Encore', model: null }], state)).toEqual({ ...state, seq: 2 })
  })

  it('is left out of the state: new fields', () => {
    expect(play([{ ...start, teacher: 'x' }])).toEqual(state)
  })

  it('is not seen twice: an event that came before', () => {
    expect(runReducer(state, event(1, { type: 'run-end', outcome: 'Failed' }))).toBe(state)
  })
})
