import type { Category, Code, Outcome, Stage } from '../../contracts/contracts'
import { failedStage, type RunState } from '../../runs/runState'

/** Why something did not go on, and where. */
export interface Reason {
  /** Null when it happened outside the stages. */
  stage: Stage | null
  outcome: Outcome
  code: Code
  category: Category | null
  /** When it may be tried again, in Unix milliseconds by the server's clock; null when nobody knows. */
  retryAt: number | null
}

/** The reason to be told; none when all is well or the child stopped it. */
export function reasonOf(run: RunState, refusal: Code | null): Reason | null {
  const stage = failedStage(run) ?? null
  const { outcome, code, category } = stage ? run.stages[stage] : { ...run, category: null }
  const retryAt = run.retryAfterMs === null || run.since === null ? null : run.since + run.retryAfterMs
  const reason = { stage, outcome: outcome ?? 'Failed', category, retryAt }
  if (refusal) return { ...reason, stage: null, outcome: 'Failed', code: refusal, retryAt: null }
  if (!code || code === 'stopped') return null
  return { ...reason, code }
}

const pointless: Code[] = ['invalid_request', 'access_denied', 'conflict', 'truncated']

/** Whether the same idea may do better on another try. */
export const mayRetry = ({ outcome, code }: Reason): boolean => outcome !== 'Blocked' && !pointless.includes(code)
