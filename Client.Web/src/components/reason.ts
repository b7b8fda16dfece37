import type { Category, Code, Outcome, Stage } from '../contracts/contracts'
import { failedStage, type RunState } from '../runs/runState'

/** Why something did not go on, and where. */
export interface Reason {
  /** Null when it happened outside the stages. */
  stage: Stage | null
  outcome: Outcome
  code: Code | 'disconnected'
  category: Category | null
  retryAfterMs: number | null
}

/** The reason to be told; none when all is well or the child stopped it. */
export function reasonOf(run: RunState, refusal: Reason['code'] | null): Reason | null {
  const stage = failedStage(run) ?? null
  const { outcome, code, category } = stage ? run.stages[stage] : { ...run, category: null }
  const reason = { stage, outcome: outcome ?? 'Failed', category, retryAfterMs: run.retryAfterMs }
  if (refusal) return { ...reason, stage: null, outcome: 'Failed', code: refusal }
  if (!code || code === 'stopped') return null
  return { ...reason, code }
}
