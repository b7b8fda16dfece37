import { readProbe } from './readProbe'
import { heldMs, watchOwnLag } from './tickTimes'
import { TransportConnection } from './transportConnection'
import { othersThan, type Transport } from './transportOrder'

/** A probe whose ticks are held back has this long, in milliseconds. */
const probeMs = 15_000

/** Text that is held back for longer gives a transport away, in milliseconds. */
const longHeldMs = 2000

/** Another connection, and for how long the first held back. */
export interface Remedy {
  next: TransportConnection
  heldMs: number
}

/**
 * Looks by the server's own clock whether a connection holds back what left evenly, and opens one over another transport if so.
 * @param holding The transports that were seen to hold back; this one is added.
 * @param wanted Whether the connection is still in use.
 * @returns Null when all is well, or there is no other way.
 */
export async function heal(url: string, inUse: TransportConnection, holding: Set<Transport>, wanted: () => boolean): Promise<Remedy | null> {
  const held = await heldOn(inUse)
  if (held < longHeldMs || !wanted()) return null
  holding.add(inUse.transport)
  for (const to of othersThan(inUse.transport).filter((other) => !holding.has(other))) {
    const next = new TransportConnection(url, to)
    if ((await next.open()) === 'open' && wanted()) return { next, heldMs: held }
    next.close()
  }
  return null
}

/** How much longer one tick of the server's clock was on its way than another; 0 when this page itself was late. */
async function heldOn(connection: TransportConnection): Promise<number> {
  const ownLag = watchOwnLag()
  const held = heldMs(await readProbe(connection, probeMs))
  return ownLag() > held / 2 ? 0 : held
}
