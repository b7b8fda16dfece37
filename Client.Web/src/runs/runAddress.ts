import { recall, remember } from './session'

/** The run that this tab is about: from the page's address, else from what the tab remembers. */
export function knownRun(): string | null {
  return /^#run=([\w-]{1,64})$/.exec(location.hash)?.[1] ?? recall('run')
}

/** Writes the run down where a reload finds it; null forgets it. */
export function rememberRun(runId: string | null): void {
  remember('run', runId)
  history.replaceState(history.state, '', runId === null ? location.pathname + location.search : `#run=${runId}`)
}
