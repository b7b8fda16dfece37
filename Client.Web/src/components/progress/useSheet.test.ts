import { effectScope, nextTick, reactive, shallowRef } from 'vue'
import { describe, expect, it } from 'vitest'
import type { RunRequest, Stage } from '../../contracts/contracts'
import { newRun, type StageState } from '../../runs/runState'
import { noTexts } from '../../runs/stageTexts'
import type { Run } from '../../runs/useRun'
import { useSheet } from './useSheet'

const ended = { begun: true, outcome: 'Completed' } as const

/** A sheet whose run is the test. */
function sheet(request: Partial<RunRequest> = {}, idea = 'a shy house') {
  const state = shallowRef(newRun('working'))
  const texts = reactive(noTexts())
  const asked = shallowRef({ text: idea, ...request })
  const isWhole = (stage: Stage) => texts[stage]!.ended
  const run = { state, texts, asked, isWhole } as unknown as Run
  const own = shallowRef<string | null>(null)
  const scope = effectScope()
  const made = scope.run(() => useSheet(run, () => ({ idea, own: own.value }), () => []))!
  const stage = (name: Stage, change: Partial<StageState>, text = '') => {
    const stages = { ...state.value.stages, [name]: { ...state.value.stages[name], ...change } }
    state.value = { ...state.value, stages }
    Object.assign(texts[name]!, { text, ended: !!change.outcome })
  }
  return { ...made, state, stage, own }
}

describe('the sheet', () => {
  it('turns with the work: idea, interception, piece; a check that changes nothing has no leaf', () => {
    const page = sheet()
    expect(page.shown.value).toBe('PreInterception')
    page.stage('PreInterception', ended, 'a shy house')
    expect(page.shown.value).toBe('PreInterception')
    page.stage('Interception', { begun: true }, 'Once')
    expect(page.shown.value).toBe('Interception')
    page.stage('Interception', ended, 'Once.')
    page.stage('PreOutput', { begun: true })
    page.stage('PreOutput', ended, 'Once.')
    expect([page.leaves.value, page.shown.value]).toEqual([['PreInterception', 'Interception', 'Output'], 'Interception'])
    page.stage('Output', { begun: true })
    expect(page.shown.value).toBe('Output')
    expect(page.silent.value).toEqual(['PreInterception', 'PreOutput'])
  })

  it('types a text to its end before the next one comes up', () => {
    const page = sheet({ translateTo: 'de' })
    page.stage('PreInterception', ended, 'ein scheues Haus')
    page.typing.PreInterception = true
    page.stage('Interception', { begun: true })
    expect(page.shown.value).toBe('PreInterception')
    page.typing.PreInterception = false
    expect(page.shown.value).toBe('Interception')
  })

  it.each([
    ['translates', { begun: true }, 'ein scheues', 'PreOutput'],
    ['has refused', { begun: true, outcome: 'Blocked' }, '', 'PreOutput'],
    ['hands over what is written already, piece by piece', { begun: true }, 'On', 'Interception'],
    ['passed the child’s own version', ended, 'All mine.', 'Interception'],
  ] as const)('shows a check that %s where it belongs', (_, change, text, leaf) => {
    const page = sheet()
    page.own.value = 'All mine.'
    page.stage('Interception', ended, 'Once.')
    page.stage('PreOutput', change, text)

    expect(page.shown.value).toBe(leaf)
    expect(page.leaves.value.includes('PreOutput')).toBe(leaf === 'PreOutput')
  })

  it('shows what the child chooses, until the work goes on', async () => {
    const page = sheet()
    page.stage('Interception', { begun: true }, 'Once')
    page.choose('PreInterception')
    expect(page.shown.value).toBe('PreInterception')
    page.stage('Interception', { begun: true }, 'Once upon')
    await nextTick()
    expect(page.shown.value).toBe('PreInterception')
    page.stage('Output', { begun: true })
    await nextTick()
    expect(page.shown.value).toBe('Output')
  })
})
