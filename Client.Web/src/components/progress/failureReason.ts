import type { Category, Code, Outcome, Stage } from '../../contracts/contracts'
import { failedStage, isEmpty, stageOf, type RunState } from '../../runs/runState'

/** Why something did not go on, and where. */
export interface FailureReason {
  /** Null when it happened outside the stages. */
  stage: Stage | null
  /** Whether a model writes there. */
  writes: boolean
  outcome: Outcome
  code: Code
  category: Category | null
  /** What an adult should know, in the server's own words; null for nothing. */
  sentence: string | null
  /** The model refused, and not the check. */
  unwilling: boolean
  /** There is no text: the model only thought, or wrote nothing. */
  empty: 'thoughts' | 'all' | null
  /** When to try again, in Unix milliseconds by the server's clock; null when unknown. */
  retryAt: number | null
}

/** The reason to show; null when all is well or the child stopped it. */
export function failureReasonOf(run: RunState, refusal: Code | null, sentence: string | null = null): FailureReason | null {
  if (refusal) return { ...plain, code: refusal, sentence: isForOperators(refusal) ? sentence : null }
  const stage = failedStage(run) ?? null
  const { outcome, code, category } = stage ? stageOf(run, stage) : { ...run, category: null }
  if (!code || code === 'stopped') return null
  const retryAt = run.retryAfterMs === null || run.since === null ? null : run.since + run.retryAfterMs
  const why = stage && { writes: stageOf(run, stage).traits.writes, unwilling: isUnwilling(run, stage), empty: emptinessOf(run, stage) }
  return { ...plain, ...why, stage, outcome: outcome ?? 'Failed', code, category, retryAt }
}

const plain = {
  stage: null,
  writes: false,
  outcome: 'Failed',
  category: null,
  sentence: null,
  unwilling: false,
  empty: null,
  retryAt: null,
} as const satisfies Partial<FailureReason>

/** Codes that can only be fixed at the server. */
const isForOperators = (code: Code) => code === 'safety_unavailable' || code === 'model_missing'

const pointless: Code[] = ['invalid_request', 'access_denied', 'conflict', 'truncated', 'model_missing']

/** Whether the same idea may work when tried again. */
export const mayRetry = ({ outcome, code, sentence }: FailureReason): boolean =>
  outcome !== 'Blocked' && !pointless.includes(code) && sentence === null

/** A text that ended as blocked while no check was running was refused by the model. */
function isUnwilling(run: RunState, stage: Stage): boolean {
  const { outcome, category, endedWhile, traits } = stageOf(run, stage)
  return outcome === 'Blocked' && category === 'other' && (endedWhile ?? (traits.writes ? 'writing' : 'checking')) !== 'checking'
}

function emptinessOf(run: RunState, stage: Stage): FailureReason['empty'] {
  const state = stageOf(run, stage)
  if (!isEmpty(state)) return null
  return state.outcome === 'Truncated' || state.endedWhile === 'thinking' ? 'thoughts' : 'all'
}
