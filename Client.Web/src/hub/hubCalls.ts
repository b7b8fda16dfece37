import { pause, retryDelayMs } from '../network/retryDelay'
import { errorCodeOf } from './hubErrors'
import type { HubLink } from './hubLink'

/** A hub stream: its method and arguments. */
export type Call = [method: string, ...args: unknown[]]

/**
 * Reads a hub stream to its end, however often the connection is lost on the way.
 * @param call Called for every connection, so that it can say where to continue.
 * @throws The server's refusal, when the stream did not end well.
 */
export async function readHubStream<T>(
  link: HubLink,
  call: () => Call,
  take: (item: T) => void,
  signal: AbortSignal,
): Promise<void> {
  // A reader that leaves while there is no connection must not wait for one.
  const left = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null)))
  for (let gone = 0, refused = 0; ;) {
    const connection = await Promise.race([link.connected(gone), left])
    if (connection === null || signal.aborted) return
    try {
      return await readToEnd(link, call(), take, signal)
    } catch (error) {
      const code = errorCodeOf(error)
      if (code === null) gone = connection
      else if (code === 'rate_limited') await pause(retryDelayMs(refused++), signal)
      else throw error
    }
  }
}

function readToEnd<T>(link: HubLink, call: Call, take: (item: T) => void, signal: AbortSignal): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const reading = link.stream<T>(...call).subscribe({ next: take, complete: resolve, error: reject })
    signal.addEventListener('abort', () => {
      reading.dispose()
      resolve()
    })
  })
}

/** Calls a hub method until the server has answered; the call must be safe to repeat. */
export async function invokeUntilAnswered<T = void>(link: HubLink, ...[method, ...args]: Call): Promise<T> {
  for (let gone = 0; ;) {
    const connection = await link.connected(gone)
    try {
      return await link.invoke<T>(method, ...args)
    } catch (error) {
      if (errorCodeOf(error) !== null) throw error
      gone = connection
    }
  }
}
