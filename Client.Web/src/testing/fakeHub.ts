import { HubConnectionBuilder, type HubConnection } from '@microsoft/signalr'
import { vi } from 'vitest'

/** How a transport fares in the network of a test. */
export type Fate = 'works' | 'refused' | 'mute' | 'mute after the handshake'

interface Options {
  transport: number
  httpClient: { post(url: string, options: object): Promise<{ content: string }> }
}

type Reader = { next(item: unknown): void; error(error: unknown): void; complete(): void }

const names: Record<number, string> = { 1: 'WebSockets', 2: 'ServerSentEvents', 4: 'LongPolling' }

/** The network and the server behind a line; SignalR's connections are played, negotiation goes over `fetch`. */
export class FakeNet {
  fates: Record<string, Fate> = { WebSockets: 'works', ServerSentEvents: 'works', LongPolling: 'works' }
  /** For how long the network collects what comes over a transport, in milliseconds. */
  holds: Record<string, number> = {}
  /** What negotiation is answered; a promise that never settles is a socket that is dead. */
  negotiation: () => unknown = () => answer(200, { connectionId: 'c', availableTransports: [] })
  hubs: FakeHub[] = []

  get tried(): string[] {
    return this.hubs.map((hub) => hub.transport)
  }

  get last(): FakeHub {
    return this.hubs.at(-1)!
  }

  /** Stands in for the browser's. */
  fetch = vi.fn((url: string | URL, { signal }: { signal?: AbortSignal } = {}) => {
    const said = String(url).includes('/negotiate') ? this.negotiation() : answer(200, {})
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')))
      Promise.resolve(said).then(resolve, reject)
    })
  })

  questions(part: string): number {
    return this.fetch.mock.calls.filter(([url]) => String(url).includes(part)).length
  }
}

export const never = new Promise<never>(() => {})

export const answer = (status: number, body: object, retryAfter: string | null = null) => ({
  ok: status < 300,
  status,
  statusText: '',
  headers: { get: (name: string) => (name === 'retry-after' ? retryAfter : null) },
  text: async () => JSON.stringify(body),
})

/** One connection as SignalR would have it. */
export class FakeHub {
  readonly transport: string
  stopped = false
  readonly streams: { method: string; args: unknown[]; reader: Reader }[] = []
  invoke = vi.fn((..._: unknown[]): Promise<unknown> => never)
  #net: FakeNet
  #options: Options
  #url: string
  #closed: (error?: Error) => void = () => {}

  constructor(net: FakeNet, url: string, options: Options) {
    this.transport = names[options.transport]!
    ;[this.#net, this.#url, this.#options] = [net, url, options]
    net.hubs.push(this)
  }

  get fate(): Fate {
    return this.#net.fates[this.transport]!
  }

  async start(): Promise<void> {
    await this.#options.httpClient.post(`${this.#url}/negotiate?negotiateVersion=1`, {})
    if (this.fate === 'refused') throw new Error('There was an error with the transport.')
    if (this.fate === 'mute') await never
  }

  stream(method: string, ...args: unknown[]) {
    return {
      subscribe: (reader: Reader) => {
        this.streams.push({ method, args, reader })
        if (method === 'Probe' && args[0] !== 1) this.#tick(reader, args as [number, number])
        else if (method === 'Probe' && this.fate === 'works') queueMicrotask(() => reader.next({ n: 0 }))
        return { dispose: () => {} }
      },
    }
  }

  /** Ticks that leave evenly by the server's clock, and come when the network lets them. */
  #tick(reader: Reader, [count, intervalMs]: [number, number]) {
    const holdMs = this.#net.holds[this.transport] ?? 0
    const begun = Date.now()
    for (let n = 0; n < count; n++) {
      const sentAfter = n * intervalMs
      const comesAfter = holdMs ? Math.ceil((sentAfter + 1) / holdMs) * holdMs : sentAfter
      // The server's clock is an hour off.
      setTimeout(() => reader.next({ n, sentAtUnixMs: begun + 3_600_000 + sentAfter }), comesAfter)
      if (n === count - 1) setTimeout(() => reader.complete(), comesAfter)
    }
  }

  onclose(closed: (error?: Error) => void): void {
    this.#closed = closed
  }

  /** The server, or the network, ends it. */
  break(why = 'WebSocket closed with status code: 1006 ().'): void {
    this.#closed(new Error(why))
  }

  async stop(): Promise<void> {
    this.stopped = true
  }
}

/** A builder that was told where to go. */
type Builder = HubConnectionBuilder & { made: [string, Options] }

/** Puts a net behind every line that is opened, until all mocks are restored. */
export function playOn(net: () => FakeNet): void {
  const builder = HubConnectionBuilder.prototype as Builder
  vi.spyOn(builder, 'withUrl').mockImplementation(function (this: Builder, url: string, options?: unknown) {
    this.made = [url, options as Options]
    return this
  })
  vi.spyOn(builder, 'build').mockImplementation(function (this: Builder) {
    return new FakeHub(net(), ...this.made) as unknown as HubConnection
  })
}
