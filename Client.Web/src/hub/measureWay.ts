import { readProbe } from './readProbe'
import { longestGap, heldMs, probe, watchOwnLag, type TickTime } from './tickTimes'
import { TransportConnection } from './transportConnection'
import type { Transport } from './transportOrder'

/** So long a probe may take beyond its own time, in milliseconds. */
const patienceMs = 8000

/** What a probe showed, in milliseconds. */
export interface WayFigures {
  ticks: TickTime[]
  /** Whether the server answered at all. */
  answered: boolean
  /** How much longer one tick was on its way than another. */
  heldMs: number
  /** The longest time by which the server's own clock was late. */
  serverLateMs: number
  /** The longest time in which this page did nothing. */
  pageLateMs: number
  /** Whether nobody looked at the page for some of the time. */
  hidden: boolean
}

/** Measures the way to the server over a connection of its own, and no model is asked. */
export async function measureWay(url: string, transport: Transport, onTick: (ticks: TickTime[]) => void = () => {}): Promise<WayFigures> {
  const way = new TransportConnection(url, transport)
  let ticks: TickTime[] = []
  let hidden = document.hidden
  const onHidden = () => (hidden ||= document.hidden)
  document.addEventListener('visibilitychange', onHidden)
  const ownLag = watchOwnLag()
  try {
    if ((await way.open()) === 'open') ticks = await readProbe(way, probe.count * probe.intervalMs + patienceMs, onTick)
  } finally {
    document.removeEventListener('visibilitychange', onHidden)
    way.close()
  }
  return {
    ticks,
    answered: ticks.length > 0,
    heldMs: heldMs(ticks),
    serverLateMs: Math.max(0, longestGap(ticks.map(({ sent }) => sent)) - probe.intervalMs),
    pageLateMs: ownLag(),
    hidden,
  }
}
