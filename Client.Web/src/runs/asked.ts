import type { RunRequest } from '../contracts/contracts'
import { recall, remember } from './session'

/** What a run was asked for; without an id when the server has not yet answered. */
export interface Asked {
  runId: string | null
  request: RunRequest
}

/** What this tab asked for last. */
export function recallAsked(): Asked | null {
  try {
    return JSON.parse(recall('asked') ?? 'null')
  } catch {
    return null
  }
}

export const rememberAsked = (asked: Asked | null): void => remember('asked', asked && JSON.stringify(asked))
