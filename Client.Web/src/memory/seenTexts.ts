import type { Stage } from '../contracts/contracts'
import { recall, remember } from './tabMemory'

export type SeenLengths = Partial<Record<Stage, number>>

/** How much of a run's texts this tab had when it was closed or loaded again; null when it never had this run. */
export function recallSeen(runId: string): SeenLengths | null {
  const [of, chars] = (recall('seen') ?? '').split(' ', 2)
  try {
    return of === runId ? JSON.parse(chars ?? '{}') : null
  } catch {
    return null
  }
}

export const rememberSeen = (runId: string, chars: SeenLengths): void => remember('seen', `${runId} ${JSON.stringify(chars)}`)

export const forgetSeen = (): void => remember('seen', null)
