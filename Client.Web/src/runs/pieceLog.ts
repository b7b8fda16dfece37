import type { Stage } from '../contracts/contracts'

/** With `?debug` in the page's address, says when each piece came and how long it was; never what it says. */
export function pieceLog(): (stage: Stage, offset: number, length: number) => void {
  if (!new URLSearchParams(location.search).has('debug')) return () => {}
  const last: Partial<Record<Stage, number>> = {}
  return (stage, offset, length) => {
    const now = performance.now()
    const gap = Math.round(now - (last[stage] ?? now))
    last[stage] = now
    console.info(`[interception] ${stage} offset=${offset} length=${length} gap=${gap}ms`)
  }
}
