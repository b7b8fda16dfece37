// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { createApp } from 'vue'
import { rareWords } from '../../i18n/rareWords'
import { allMark, beginMark, type Mark } from '../../runs/hopMarks'
import { newRun, stageOf } from '../../runs/runState'
import HopTable from './HopTable.vue'

it('shows when a text passed each hop, and names its silences', () => {
  const marks: Mark[] = [
    [0, beginMark, false],
    [900, 5, false],
    [1000, allMark, false],
    [4000, 5, false],
    [4100, allMark, false],
  ]
  const left = { pieces: 2, firstMs: 800, lastMs: 2300, longestGapMs: 1500 }
  const state = {
    ...stageOf(newRun(), 'Output'),
    hops: { came: left, left },
    silences: [{ place: 'slow-model' as const, chars: 5, atMs: 800, ms: 1500 }],
  }
  const { hops } = rareWords.said.value.expert
  const root = document.createElement('div')
  createApp(HopTable, { state, marks }).mount(root)

  expect([...root.querySelectorAll('tbody tr')].map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
    [hops.came, '0.8s', '1.5s'],
    [hops.left, '0.8s', '1.5s'],
    [hops.arrived, '0.9s', '3.1s'],
    [hops.painted, '1.0s', '3.1s'],
  ])
  expect(root.querySelector('[data-testid="silences"]')!.textContent).toBe('Silent: 1.5s the model was slow · 1.6s network or proxy')
})
