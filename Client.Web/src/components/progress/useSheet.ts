import { computed, reactive, shallowRef, watch } from 'vue'
import { stages, type Stage } from '../../contracts/contracts'
import { activeStage, failedStage } from '../../runs/runState'
import type { Run } from '../../runs/useRun'
import { isSilentCheck } from './silentCheck'

/** What the sheet can show: a stage's text, what was written before, or everything else for experts. */
export type Leaf = Stage | 'earlier' | 'details'

/** What else the page shows, so that no text stands on it twice. */
export interface PageTexts {
  idea: string
  own: string | null
}

/** Which leaves the sheet has, and which of them is up: the one that is written, until somebody chooses another. */
export function useSheet(run: Run, page: () => PageTexts, extras: () => Leaf[]) {
  const { state, texts, asked, isWhole } = run
  const chosen = shallowRef<Leaf | null>(null)
  const typing = reactive<Partial<Record<Stage, boolean>>>({})

  /** The texts that a stage may repeat. */
  function sourcesOf(stage: Stage): (string | null)[] {
    const { idea, own } = page()
    const before = stages.slice(0, stages.indexOf(stage)).map((earlier) => texts[earlier].text)
    return [idea, own, ...before]
  }

  const isSilent = (stage: Stage) =>
    isSilentCheck(stage, state.value.stages[stage], texts[stage].text, isWhole(stage), () => sourcesOf(stage), asked.value)

  const silent = computed(() => stages.filter(isSilent))
  const leaves = computed<Leaf[]>(() => [
    ...stages.filter((stage, index) => index === 0 || !silent.value.includes(stage)),
    ...extras(),
  ])

  /** Where the work is, or was last. A text is typed to its end before the next one comes up. */
  const living = computed<Stage>(() => {
    const { stages: known } = state.value
    const seen = leaves.value.filter((leaf): leaf is Stage => leaf in known)
    const last = seen.filter((stage) => known[stage].begun || texts[stage].text !== '').at(-1)
    const failed = failedStage(state.value)
    return seen.find((stage) => typing[stage]) ?? (failed && seen.includes(failed) ? failed : last) ?? stages[0]
  })
  const shown = computed<Leaf>(() =>
    chosen.value && leaves.value.includes(chosen.value) ? chosen.value : living.value,
  )

  watch([living, () => state.value.phase], () => (chosen.value = null), { flush: 'sync' })

  return {
    leaves,
    shown,
    living,
    silent,
    typing,
    /** Whether text comes into what is shown. */
    growing: () => typing[shown.value as Stage] === true || activeStage(state.value) === shown.value,
    choose: (leaf: Leaf) => void (chosen.value = leaf === living.value ? null : leaf),
  }
}
