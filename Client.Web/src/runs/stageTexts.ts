import { markRaw } from 'vue'
import type { ByStage, Stage } from '../contracts/contracts'
import { contractNames } from '../contracts/stageTraits'
import type { Marks } from './hopMarks'

export interface StageText {
  text: string
  /** The stream has ended: nothing more will come. */
  ended: boolean
  /** So much of it was seen before this page was opened; Infinity for all. */
  resumeAt: number
  /** When it passed the hops of this page. */
  marks: Marks
}

export type StageTexts = ByStage<StageText>

export const noText = (): StageText => ({ text: '', ended: false, resumeAt: 0, marks: markRaw([]) })

export const noTexts = (stages: readonly Stage[] = contractNames): StageTexts =>
  Object.fromEntries(stages.map((stage) => [stage, noText()])) as StageTexts

/** How long each text is, in UTF-16 units. */
export const lengthsOf = (texts: StageTexts): Partial<Record<Stage, number>> =>
  Object.fromEntries(Object.entries<StageText>(texts).map(([stage, { text }]) => [stage, text.length]))
