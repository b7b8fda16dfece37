import { computed, reactive, shallowRef, watch } from 'vue'
import type { Stage } from '../../contracts/contracts'
import { activeStage, failedStage, stageOf, stagesOf } from '../../runs/runState'
import type { Run } from '../../runs/useRun'
import { isSilentCheck } from './silentCheck'

/** What the sheet can show: a stage's text, what was written before, or everything else for experts. */
export type Leaf = Stage | 'earlier' | 'details'

/** What the page shows elsewhere, so that no text is shown twice. */
export interface PageTexts {
  idea: string
  own: string | null
}

/** Which tabs the sheet has, and which is shown: the one being written, until the reader chooses another. */
export function useSheet(run: Run, page: () => PageTexts, extras: () => Leaf[]) {
  const { state, texts, asked, isWhole } = run
  const chosen = shallowRef<Leaf | null>(null)
  const stages = computed(() => stagesOf(state.value))
  const textOf = (stage: Stage) => texts[stage]?.text ?? ''
  const typing = reactive<Partial<Record<Stage, boolean>>>({})

  /** The texts that a stage may repeat. */
  function sourcesOf(stage: Stage): (string | null)[] {
    const { idea, own } = page()
    const before = stages.value.slice(0, stages.value.indexOf(stage)).map(textOf)
    return [idea, own, ...before]
  }

  const isSilent = (stage: Stage) =>
    isSilentCheck(stageOf(state.value, stage), textOf(stage), isWhole(stage), () => sourcesOf(stage), asked.value)

  const silent = computed(() => stages.value.filter(isSilent))
  const leaves = computed<Leaf[]>(() => [
    ...stages.value.filter((stage, index) => index === 0 || !silent.value.includes(stage)),
    ...extras(),
  ])

  /** The stage at work, or the last one. A text is typed to its end before the next one is shown. */
  const living = computed<Stage>(() => {
    const seen = leaves.value.filter((leaf) => leaf in state.value.stages)
    const last = seen.filter((stage) => stageOf(state.value, stage).begun || textOf(stage) !== '').at(-1)
    const failed = failedStage(state.value)
    return seen.find((stage) => typing[stage]) ?? (failed && seen.includes(failed) ? failed : last) ?? stages.value[0] ?? ''
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
