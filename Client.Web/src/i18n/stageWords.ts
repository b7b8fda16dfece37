import type { Stage } from '../contracts/contracts'
import type { Words } from './en'

/** What a stage is called where its work is told. A stage without words of its own is called by its name. */
export const stageTitle = ({ stage: own }: Words, stage: Stage): string =>
  (own as Record<string, { title: string } | undefined>)[stage]?.title ?? spacedName(stage)

/** A wire name as words: `SecondLook` is `Second Look`. */
export const spacedName = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2')

/** What stands on the tab of a stage, or of something else that the sheet shows. */
export const tabTitle = (words: Words, leaf: string): string =>
  (words.tab as Record<string, string | undefined>)[leaf] ?? stageTitle(words, leaf)

/** What is said of a check that let something pass. */
export const checkedTitle = (words: Words, stage: Stage): string =>
  (words.checked as Record<string, string | undefined>)[stage] ?? stageTitle(words, stage)
