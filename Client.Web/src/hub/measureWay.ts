import type { ProbeTick } from '../contracts/contracts'
import { pause } from '../network/retryDelay'
import { longestGap, heldMs, probe, tickTime, watchOwnLag, type TickTime } from './tickTimes'
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
  const ticks: TickTime[] = []
  let hidden = document.hidden
  const onHidden = () => (hidden ||= document.hidden)
  document.addEventListener('visibilitychange', onHidden)
  const ownLag = watchOwnLag()
  try {
    if ((await way.open()) === 'open') await Promise.race([read(way, ticks, onTick), pause(probe.count * probe.intervalMs + patienceMs)])
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

function read(way: TransportConnection, ticks: TickTime[], onTick: (ticks: TickTime[]) => void): Promise<void> {
  return new Promise((resolve) =>
    way.stream<ProbeTick>('Probe', probe.count, probe.intervalMs).subscribe({
      next: (tick) => {
        ticks.push(tickTime(tick))
        onTick([...ticks])
      },
      complete: resolve,
      error: () => resolve(),
    }),
  )
}
