import type { WayFigures } from '../../hub/measureWay'
import type { RareWords } from '../../i18n/rareWords'

/** A delay below this is not visible, in milliseconds. */
const noticeableMs = 400

/** The result of a probe in one sentence. The page's own fault comes first, because it hides all others. */
export function slowSentence(slow: RareWords['slow'], took: (ms: number) => string, way: WayFigures): string {
  if (!way.answered) return slow.away
  if (way.hidden) return slow.hidden
  if (way.pageLateMs >= noticeableMs && way.pageLateMs >= way.heldMs / 2) return slow.page(took(way.pageLateMs))
  if (way.heldMs >= noticeableMs) return slow.held(took(way.heldMs))
  if (way.serverLateMs >= noticeableMs) return slow.server(took(way.serverLateMs))
  return slow.well
}
