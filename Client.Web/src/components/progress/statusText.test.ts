import { describe, expect, it } from 'vitest'
import { contractStages } from '../../contracts/stageTraits'
import { de } from '../../i18n/de'
import { en } from '../../i18n/en'
import { newRun, type RunState, type StageState } from '../../runs/runState'
import { failureReasonOf, mayRetry } from './failureReason'
import { runStatusText, stageAppearance, stageStatusText } from './statusText'
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
    [run({ queue: { position: 1, etaSeconds: null, waitsFor: 'place' } }), 'Warten auf das Modell: du bist als Nächstes dran.'],
    [
      run({ queue: { position: 4, etaSeconds: [20, 50], waitsFor: 'place' } }),
      'Warten auf das Modell: Platz 4 in der Schlange, unter einer Minute.',
    ],
    [run({}, { begun: true, model: 'm' }), 'Interception: Warten auf das erste Zeichen vom Modell.'],
    [run({}, { begun: true, status: 'retrying' }), 'Interception: Das Modell hat nicht geantwortet; es wird noch einmal gefragt.'],
    [run({}, { begun: true, status: 'reading' }), 'Interception: Das Modell liest, was es tun soll.'],
    [
      run({ queue: { position: 3, etaSeconds: null, waitsFor: 'model' } }),
      'Das Modell ist weg oder wird noch geladen; es geht von selbst weiter: Platz 3 in der Schlange.',
    ],
    [
      run({ queue: { position: 1, etaSeconds: null, waitsFor: 'test' } }),
      'Die Prüfung wird erst ausprobiert: du bist als Nächstes dran.',
    ],
    [
      run({ queue: { position: 2, etaSeconds: null, waitsFor: 'hold' } }),
      'Deine Lehrerin oder dein Lehrer hält die Schlange an: Platz 2 in der Schlange.',
    ],
    [
      run({ queue: { position: 2, etaSeconds: null, waitsFor: 'something new' as 'place' } }),
      'Warten auf das Modell: Platz 2 in der Schlange.',
    ],
    [run({ phase: 'paused' }), 'Du bist dran: Lies, ändere, was du magst, und drücke auf Weiter.'],
  ])('is said in words, whatever is waited for', (state, words) => {
    expect(runStatusText(de, state, false, false)).toBe(words)
  })

  it('is that the line is lost, above all', () => {
    expect(runStatusText(en, run({}), false, true)).toContain('Connection lost')
  })

  it('in a stage is told with the stage', () => {
    const waiting = run({ queue: { position: 2, etaSeconds: null, waitsFor: 'place' } })

    expect(stageStatusText(en, waiting, 'PreInterception')).toBe('Waiting for the model: number 2 in line')
    expect([stageAppearance(waiting, 'PreInterception'), stageAppearance(waiting, 'Output')]).toEqual(['next', 'ahead'])
    expect(stageAppearance(run({ phase: 'paused' }, { begun: true, outcome: 'Completed' }), 'Interception')).toBe('active')
  })
})

describe('a text without a character', () => {
  const broken = (code: 'truncated' | 'provider_interrupted', chars: number) =>
    run(
      { phase: 'ended', outcome: code === 'truncated' ? 'Truncated' : 'Failed', code },
      { begun: true, outcome: code === 'truncated' ? 'Truncated' : 'Failed', code, chars, endedWhile: 'thinking' },
    )

  it.each([
    [broken('truncated', 0), 'thoughts', en.happening.failed, en.panel.failed],
    [broken('provider_interrupted', 0), 'thoughts', en.happening.failed, en.panel.failed],
    [broken('truncated', 5), null, en.happening.truncated, en.panel.truncated],
  ])('does not break off', (state, empty, whole, panel) => {
    expect(failureReasonOf(state, null)!.empty).toBe(empty)
    expect(runStatusText(en, state, false, false)).toBe(whole)
    expect(stageStatusText(en, state, 'Interception')).toBe(panel)
  })
})

describe('a block of the kind `other`', () => {
  it.each([
    ['writing', true],
    ['thinking', true],
    [null, true],
    ['checking', false],
  ] as const)('while it was %s comes from the model: %s', (endedWhile, unwilling) => {
    const state = ended('blocked', { outcome: 'Blocked', code: 'blocked', category: 'other', endedWhile })

    expect(failureReasonOf(state, null)!.unwilling).toBe(unwilling)
    expect(mayRetry(failureReasonOf(state, null)!)).toBe(false)
  })

  it('of the child’s own text comes from the check', () => {
    const fresh = newRun('ended')
    const blocked = { ...fresh.stages.PreInterception, outcome: 'Blocked', code: 'blocked', category: 'other' } as StageState
    const state = { ...fresh, code: 'blocked', stages: { ...fresh.stages, PreInterception: blocked } } as RunState

    expect(failureReasonOf(state, null)!.unwilling).toBe(false)
  })
})

describe('a reason', () => {
  it('knows its stage and when to come back', () => {
    expect(failureReasonOf(ended('timeout', { outcome: 'Failed', code: 'timeout' }), null)).toMatchObject({
      stage: 'Interception',
      code: 'timeout',
      retryAt: 6000,
    })
  })

  it('has the server’s own sentence only where somebody must mend something', () => {
    const said = (code: 'safety_unavailable' | 'busy') => failureReasonOf(newRun(), code, 'The judge let a sample pass.')!

    expect([said('safety_unavailable').sentence, said('busy').sentence]).toEqual(['The judge let a sample pass.', null])
    expect([mayRetry(said('safety_unavailable')), mayRetry(said('busy'))]).toEqual([false, true])
  })

  it('is not asked for when the child stopped it', () => {
    expect(failureReasonOf(ended('stopped'), null)).toBeNull()
  })

  it.each([
    ['timeout', true],
    ['shutting_down', true],
    ['run_not_found', true],
    ['invalid_request', false],
    ['access_denied', false],
    ['model_missing', false],
    ['safety_unavailable', true],
  ] as const)('%s: another try may help: %s', (code, helps) => {
    expect(mayRetry(failureReasonOf(ended(code), null)!)).toBe(helps)
  })
})

it('a text is in the language that it was translated into, where that is known', () => {
  const request = { text: 'x', translateTo: 'de', translateOutputTo: 'tr' }

  expect(textLanguage(request, contractStages, 'Interception')).toBe('de')
  expect(textLanguage(request, contractStages, 'Output')).toBe('tr')
  expect(textLanguage({ ...request, translateOutputTo: null }, contractStages, 'Output')).toBe('de')
  expect(textLanguage(null, contractStages, 'Output')).toBeUndefined()
})
