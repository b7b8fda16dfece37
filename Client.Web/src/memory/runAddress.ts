import { recall, remember } from './tabMemory'

/** The run in the page's address. */
export const addressedRun = (): string | null => /^#run=([\w-]{1,64})$/.exec(location.hash)?.[1] ?? null

/** The run that this tab is about: from the page's address, else from what the tab remembers. */
export const knownRun = (): string | null => addressedRun() ?? recall('run')

/** Writes the run down where a reload finds it; null forgets it. */
export function rememberRun(runId: string | null): void {
  remember('run', runId)
  history.replaceState(history.state, '', runId === null ? location.pathname + location.search : `#run=${runId}`)
}
