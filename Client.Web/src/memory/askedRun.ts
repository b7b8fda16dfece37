import type { RunRequest } from '../contracts/contracts'
import { recall, remember } from './tabMemory'

/** What a run was asked for; without an id when the server has not yet answered. */
export interface AskedRun {
  runId: string | null
  request: RunRequest
}

/** What this tab asked for last. */
export function recallAskedRun(): AskedRun | null {
  try {
    return JSON.parse(recall('asked') ?? 'null')
  } catch {
    return null
  }
}

export const rememberAskedRun = (asked: AskedRun | null): void => remember('asked', asked && JSON.stringify(asked))
