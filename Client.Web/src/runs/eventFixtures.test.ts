import { expect, it } from 'vitest'
import type { RunEvent } from '../contracts/contracts'
import { runReducer } from './runReducer'
import { newRun } from './runState'

// The same files hold the server to it: see Tests/Contracts/EventFixtureTests.cs.
const fixtures = import.meta.glob<RunEvent>('../../../Tests/Contracts/Fixtures/events/*.json', {
  eager: true,
  import: 'default',
})

const inStage = (fields: object) => ({ stages: { Interception: fields } })

/** What each event must do to a run that knows nothing yet. */
const understood: Partial<Record<string, object>> = {
  'run-start': { phase: 'working', voice: 'ollama' },
  queue: { queue: { position: 3, etaSeconds: [4.5, 9] } },
  'stage-start': inStage({ begun: true, model: 'local/some' }),
  'stage-status': inStage({ status: 'loading-model' }),
  'model-pull': inStage({ pull: { completed: expect.any(Number), total: expect.any(Number) } }),
  'stage-end': inStage({
    outcome: 'Blocked',
    code: 'blocked',
    category: 'hate-symbols',
    chars: 9,
    pieces: 2,
    firstPieceMs: 12,
    durationMs: 34,
    hops: { came: { pieces: 3, longestGapMs: 15 }, left: { pieces: 1 } },
    silences: [{ place: 'loading-model', ms: 1200 }],
  }),
  'run-pause': { phase: 'paused' },
  'run-continue': { phase: 'working', revised: true },
  'run-end': { phase: 'ended', outcome: 'Failed', code: 'busy', retryAfterMs: 5000 },
}

it.each(Object.entries(fixtures))('the page understands %s', (path, event) => {
  const state = runReducer(newRun(), event)

  expect(path.endsWith(`/${event.type}.json`)).toBe(true)
  expect(understood[event.type], 'an event that the page does not know').toBeDefined()
  expect(state).toMatchObject({ seq: event.seq, ...understood[event.type] })
})
