import { jitterMs, pause } from './jitter'

/** What a reader of a stream is told before its end. */
export interface Heard {
  started(): void
  /** @param offset Where the piece belongs in the text. */
  piece(piece: string, offset: number): void
}

/** A stream ended other than well; the message is the server's code, or `disconnected` when nobody knows. */
export class StreamEnding extends Error {}

const mostFailures = 6

/**
 * Reads a stage stream (`/api/text_stream/...`) to its end, however often the connection is lost on the way.
 * @throws {StreamEnding} It ended other than well.
 */
export async function readStageStream(address: URL, heard: Heard, signal: AbortSignal): Promise<void> {
  let offset = 0
  for (let failures = 0; failures < mostFailures && !signal.aborted; failures++) {
    if (failures > 0) await pause(jitterMs(failures - 1))
    if (offset > 0) address.searchParams.set('offset', String(offset))
    const piece = (text: string, at: number) => {
      failures = 0
      offset = at + text.length
      heard.piece(text, at)
    }
    if (await listen(address, { ...heard, piece }, signal)) return
  }
  if (!signal.aborted) throw new StreamEnding('disconnected')
}

/** Resolves to false when the browser gave up; what it does not give up it takes up itself where it was. */
function listen(address: URL, heard: Heard, signal: AbortSignal): Promise<boolean> {
  const source = new EventSource(address)
  const on = (name: string, take: (data: Record<string, string>, event: MessageEvent) => void) =>
    source.addEventListener(name, (event) => {
      if (event instanceof MessageEvent) take(JSON.parse(event.data), event)
    })
  return new Promise<boolean>((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(true))
    on('connected', () => heard.started())
    on('chunk', ({ text_chunk: piece }, { lastEventId }) => heard.piece(piece!, Number(lastEventId) - piece!.length))
    on('complete', () => resolve(true))
    on('blocked', ({ code }) => reject(new StreamEnding(code)))
    on('error', ({ code }) => reject(new StreamEnding(code)))
    source.addEventListener('error', (event) => {
      const lost = !(event instanceof MessageEvent) && source.readyState === EventSource.CLOSED
      if (lost) resolve(false)
    })
  }).finally(() => source.close())
}
