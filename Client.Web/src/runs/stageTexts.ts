import { stages, type Stage } from '../contracts/contracts'

export interface StageText {
  text: string
  /** The stream has ended: nothing more will come. */
  ended: boolean
  /** So much of it was seen before this page was opened; Infinity for all. */
  resumeAt: number
}

export type StageTexts = Record<Stage, StageText>

const ofEach = <T>(value: (stage: Stage) => T) =>
  Object.fromEntries(stages.map((stage) => [stage, value(stage)])) as Record<Stage, T>

export const noTexts = (): StageTexts => ofEach(() => ({ text: '', ended: false, resumeAt: 0 }))

/** How long each text is, in UTF-16 units. */
export const lengthsOf = (texts: StageTexts): Record<Stage, number> => ofEach((stage) => texts[stage].text.length)
