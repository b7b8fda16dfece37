import { jitterMs, pause } from './jitter'
import { refusalOf } from './refusal'
import type { RunLink } from './runLink'

/** A hub stream: its method and arguments. */
export type Call = [method: string, ...args: unknown[]]

/**
 * Reads a hub stream to its end, however often the line is lost on the way.
 * @param call Asked anew for every connection, so that it can say where to go on.
 * @throws The server's refusal, when it ended the stream other than well.
 */
export async function follow<T>(
  link: RunLink,
  call: () => Call,
  take: (item: T) => void,
  signal: AbortSignal,
): Promise<void> {
  // Whoever leaves while there is no line must not wait for one.
  const left = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)))
  for (let gone = 0, refused = 0; ;) {
    const connection = await Promise.race([link.connected(gone), left])
    if (connection === null || signal.aborted) return
    try {
      return await readToEnd(link, call(), take, signal)
    } catch (error) {
      const code = refusalOf(error)
      if (code === null) gone = connection
      else if (code === 'rate_limited') await pause(jitterMs(refused++), signal)
      else throw error
    }
  }
}

function readToEnd<T>(link: RunLink, call: Call, take: (item: T) => void, signal: AbortSignal): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const reading = link.stream<T>(...call).subscribe({ next: take, complete: resolve, error: reject })
    signal.addEventListener('abort', () => {
      reading.dispose()
      resolve()
    })
  })
}

/** Calls a hub method that may be repeated without harm until the server has answered. */
export async function insist<T = void>(link: RunLink, ...[method, ...args]: Call): Promise<T> {
  for (let gone = 0; ;) {
    const connection = await link.connected(gone)
    try {
      return await link.invoke<T>(method, ...args)
    } catch (error) {
      if (refusalOf(error) !== null) throw error
      gone = connection
    }
  }
}
