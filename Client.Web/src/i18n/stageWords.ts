import type { Stage } from '../contracts/contracts'
import type { Words } from './en'

/** What a stage is called, and what it is there for. A stage without words of its own is called by its name. */
export function stageWords({ stage: all }: Words, stage: Stage): { title: string; about: string } {
  const own: Record<string, { title: string; about: string } | undefined> = all
  return own[stage] ?? { title: stage.replace(/(?<!^)(?=[A-Z])/g, ' '), about: '' }
}
