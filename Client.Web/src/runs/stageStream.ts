import { connectionRefusalOf, type ConnectionRefusal } from '../network/connectionRefusal'
import { deadlineMs, withDeadline } from '../network/deadline'
import { pause, retryDelayMs } from '../network/retryDelay'
import { onWake } from '../network/wakeListener'

/** What a reader of a stream is told before its end. */
export interface StreamHandlers {
  started(): void
  /** @param offset Where the piece belongs in the text. */
  piece(piece: string, offset: number): void
}

/** A stream did not end well; the message is the server's code, `offset_gap`, or `disconnected` when unknown. */
export class StreamEnding extends Error {}

/** A stream that never began is given up after this many tries; one that has begun is never given up. */
const mostFailures = 6

/** A browser does not tell the server's signs of life. A stream that says nothing for this long is opened anew, in milliseconds. */
const silenceMs = 20_000

/** What is younger than this, in milliseconds, needs no look when the reader comes back. */
const freshMs = 5000

/** How listening stopped: at the stream's end; in silence; because the browser gave up, with or without a word before. */
type Stop = 'ended' | 'silent' | 'lost' | 'unheard'

/**
 * Reads a stage stream (`/api/text_stream/...`) to its end, however often the connection is lost on the way.
 * @throws {StreamEnding} It ended other than well.
 */
export async function readStageStream(address: URL, handlers: StreamHandlers, signal: AbortSignal): Promise<void> {
  let [offset, begun, failures] = [0, false, 0]
  const take: StreamHandlers = {
    started() {
      begun = true
      handlers.started()
    },
    piece(piece, at) {
      // Written so that a missing number counts as a gap as well.
      if (!(at <= offset)) throw new StreamEnding('offset_gap')
      failures = 0
      handlers.piece(piece, at)
      offset = Math.max(offset, at + piece.length)
    },
  }
  while (!signal.aborted) {
    if (offset > 0) address.searchParams.set('offset', String(offset))
    const stop = await listen(address, take, signal)
    if (stop === 'ended') return
    if (stop === 'silent' && begun) continue
    // EventSource does not tell why it was refused.
    const refusal = stop === 'unheard' ? await refusalAt(address) : null
    if (refusal && !comesBack(refusal)) throw new StreamEnding(refusal.code)
    if (++failures >= mostFailures && !begun) throw new StreamEnding(refusal?.code ?? 'disconnected')
    await untilWake(Math.max(retryDelayMs(failures - 1), refusal?.retryAfterMs ?? 0), signal)
  }
}

/** Listens on one connection. The browser itself reconnects where it was, unless it gives up. */
function listen(address: URL, handlers: StreamHandlers, signal: AbortSignal): Promise<Stop> {
  const source = new EventSource(address)
  let [isHeard, last] = [false, Date.now()]
  let timer: ReturnType<typeof setTimeout> | undefined
  let forget = () => {}
  const listening = new Promise<Stop>((resolve, reject) => {
    const alive = (ms = silenceMs) => {
      clearTimeout(timer)
      last = Date.now()
      timer = setTimeout(() => resolve('silent'), ms)
    }
    const on = (name: string, take: (data: Record<string, string>, event: MessageEvent) => void) =>
      source.addEventListener(name, (event) => {
        if (!(event instanceof MessageEvent)) return
        isHeard = true
        alive()
        try {
          take(JSON.parse(event.data), event)
        } catch (error) {
          reject(error instanceof StreamEnding ? error : new StreamEnding('internal'))
        }
      })
    const unwatch = onWake(() => Date.now() - last > freshMs && resolve('silent'))
    const leave = () => resolve('ended')
    signal.addEventListener('abort', leave)
    forget = () => {
      unwatch()
      signal.removeEventListener('abort', leave)
    }
    alive(deadlineMs)
    source.addEventListener('open', () => alive())
    on('connected', () => handlers.started())
    on('queue_status', () => {})
    on('chunk', ({ text_chunk: piece }, { lastEventId }) =>
      handlers.piece(piece!, (lastEventId === '' ? NaN : Number(lastEventId)) - piece!.length),
    )
    on('complete', ({ final_text: text }) => {
      if (text) handlers.piece(text, 0)
      resolve('ended')
    })
    on('blocked', ({ code }) => reject(new StreamEnding(code)))
    on('error', ({ code }) => reject(new StreamEnding(code)))
    source.addEventListener('error', (event) => {
      const isLost = !(event instanceof MessageEvent) && source.readyState === EventSource.CLOSED
      if (isLost) resolve(isHeard ? 'lost' : 'unheard')
    })
  })
  return listening.finally(() => {
    clearTimeout(timer)
    forget()
    source.close()
  })
}

/** Why the server does not open the stream; null when it would, or cannot be asked. */
async function refusalAt(address: URL): Promise<ConnectionRefusal | null> {
  try {
    return await withDeadline(async (signal) => {
      const answer = await fetch(address, { headers: { Accept: 'text/event-stream' }, signal })
      if (answer.ok) await answer.body?.cancel()
      return answer.ok ? null : connectionRefusalOf(answer.status, await answer.text(), answer.headers.get('retry-after'))
    })
  } catch {
    return null
  }
}

const comesBack = ({ code }: ConnectionRefusal) => code === 'rate_limited' || code === 'busy' || code === 'shutting_down'

/** Waits; not longer than until the network or the reader is back. */
async function untilWake(ms: number, signal: AbortSignal): Promise<void> {
  const awake = new AbortController()
  const wake = () => awake.abort()
  const unwatch = onWake(wake)
  signal.addEventListener('abort', wake)
  await pause(ms, awake.signal)
  signal.removeEventListener('abort', wake)
  unwatch()
}
