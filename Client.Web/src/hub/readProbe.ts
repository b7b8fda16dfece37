import type { ProbeTick } from '../contracts/contracts'
import { pause } from '../network/retryDelay'
import { probe, tickTime, type TickTime } from './tickTimes'
import type { TransportConnection } from './transportConnection'

/**
 * Reads the server's probe over a connection to its end, however it ends.
 * @param longestMs The longest time for it, in milliseconds.
 * @param onTick Gets all ticks so far with each that comes.
 */
export async function readProbe(connection: TransportConnection, longestMs: number, onTick: (ticks: TickTime[]) => void = () => {}): Promise<TickTime[]> {
  const ticks: TickTime[] = []
  let leave = () => {}
  const read = new Promise<void>((resolve) => {
    const reading = connection.stream<ProbeTick>('Probe', probe.count, probe.intervalMs).subscribe({
      next: (tick) => {
        ticks.push(tickTime(tick))
        onTick([...ticks])
      },
      complete: resolve,
      error: () => resolve(),
    })
    leave = () => reading.dispose()
  })
  await Promise.race([read, pause(longestMs)])
  leave()
  return ticks
}
