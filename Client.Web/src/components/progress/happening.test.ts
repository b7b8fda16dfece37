import { describe, expect, it } from 'vitest'
import { newRun, type RunState, type StageState } from '../../runs/runState'
import { de } from '../../words/de'
import { en } from '../../words/en'
import { lookOf, runHappening, stageHappening } from './happening'
import { mayRetry, reasonOf } from './reason'
import { textLanguage } from './textLanguage'

const run = (fields: Partial<RunState>, interception: Partial<StageState> = {}): RunState => {
  const fresh = newRun('working')
  const stages = { ...fresh.stages, Interception: { ...fresh.stages.Interception, ...interception } }
  return { ...fresh, stages, ...fields }
}
const ended = (code: RunState['code'], interception: Partial<StageState> = {}) =>
  run({ phase: 'ended', outcome: 'Failed', code, since: 1000, retryAfterMs: 5000 }, interception)

describe('what is happening', () => {
  it.each([
    [run({ queue: { position: 1, etaSeconds: null } }), 'Warten auf das Modell: du bist als Nächstes dran.'],
    [
      run({ queue: { position: 4, etaSeconds: [20, 50] } }),
      'Warten auf das Modell: Platz 4 in der Schlange, unter einer Minute.',
    ],
    [run({}, { begun: true, model: 'm' }), 'Interception: Warten auf das erste Zeichen vom Modell.'],
    [run({}, { begun: true, status: 'retrying' }), 'Interception: Das Modell hat nicht geantwortet; es wird noch einmal gefragt.'],
    [run({ phase: 'paused' }), 'Du bist dran: Lies, ändere, was du magst, und drücke auf Weiter.'],
  ])('is said in words, whatever is waited for', (state, words) => {
    expect(runHappening(de, state, false, false)).toBe(words)
  })

  it('is that the line is lost, above all', () => {
    expect(runHappening(en, run({}), false, true)).toContain('The connection is gone')
  })

  it('in a stage is told with the stage', () => {
    const waiting = run({ queue: { position: 2, etaSeconds: null } })

    expect(stageHappening(en, waiting, 'PreInterception')).toBe('Waiting for the model: number 2 in line')
    expect([lookOf(waiting, 'PreInterception'), lookOf(waiting, 'Output')]).toEqual(['next', 'ahead'])
    expect(lookOf(run({ phase: 'paused' }, { begun: true, outcome: 'Completed' }), 'Interception')).toBe('active')
  })
})

describe('a reason', () => {
  it('knows its stage and when to come back', () => {
    expect(reasonOf(ended('timeout', { outcome: 'Failed', code: 'timeout' }), null)).toMatchObject({
      stage: 'Interception',
      code: 'timeout',
      retryAt: 6000,
    })
  })

  it('is not asked for when the child stopped it', () => {
    expect(reasonOf(ended('stopped'), null)).toBeNull()
  })

  it.each([
    ['timeout', true],
    ['shutting_down', true],
    ['run_not_found', true],
    ['invalid_request', false],
    ['access_denied', false],
  ] as const)('%s: another try may help: %s', (code, helps) => {
    expect(mayRetry(reasonOf(ended(code), null)!)).toBe(helps)
  })
})

it('a text is in the language that it was translated into, where that is known', () => {
  const request = { text: 'x', translateTo: 'de', translateOutputTo: 'tr' }

  expect(textLanguage(request, 'Interception')).toBe('de')
  expect(textLanguage(request, 'Output')).toBe('tr')
  expect(textLanguage({ ...request, translateOutputTo: null }, 'Output')).toBe('de')
  expect(textLanguage(null, 'Output')).toBeUndefined()
})
