import { HttpTransportType, HubConnectionBuilder, LogLevel, type HubConnection, type IStreamSubscriber } from '@microsoft/signalr'
import type { ConnectionRefusal } from '../network/connectionRefusal'
import { DeadlineExceeded, withDeadline } from '../network/deadline'
import { pause } from '../network/retryDelay'
import { errorCodeOf } from './hubErrors'
import { HubHttpClient } from './hubHttpClient'
import type { Transport } from './transportOrder'

/** A transport that has connected has this long to bring an answer, in milliseconds. */
const proofMs = 4000

/** The server sends something every 10 s; after this silence the connection counts as lost. */
const silenceMs = 20_000

/** The longest time for closing, in milliseconds. */
const goodbyeMs = 1000

/** What came of opening a connection; `mute` is the transport's fault, `away` is not. */
export type OpenOutcome = 'open' | 'mute' | 'away' | ConnectionRefusal

/** How a connection ended: closed by us; in silence; found dead by a check; or broken. */
export type CloseReason = 'closed' | 'silent' | 'dead' | 'broken'

/** One connection to the hub over one transport, from its negotiation to its end. It is never opened twice. */
export class TransportConnection {
  readonly transport: Transport
  /** Resolves at its end, however it came. */
  readonly ended: Promise<CloseReason>
  #end!: (ending: CloseReason) => void
  #ending: CloseReason | null = null
  #hub: HubConnection
  #requests: HubHttpClient
  #negotiated: Promise<void>
  #readers = new Set<(error: Error) => void>()
  #raw = new Set<{ close(): void }>()

  constructor(url: string, transport: Transport) {
    this.transport = transport
    this.ended = new Promise((resolve) => (this.#end = resolve))
    let negotiated = () => {}
    this.#negotiated = new Promise((resolve) => (negotiated = resolve))
    this.#requests = new HubHttpClient(() => negotiated())
    this.#hub = new HubConnectionBuilder()
      .withUrl(url, { transport: HttpTransportType[transport], httpClient: this.#requests, ...this.#sockets() })
      .withKeepAliveInterval(10_000)
      .withServerTimeout(silenceMs)
      // Errors are shown on the page.
      .configureLogging(LogLevel.None)
      .build()
    this.#hub.onclose((error) => this.close(this.late || /timeout elapsed/i.test(String(error)) ? 'silent' : 'broken'))
  }

  /** Whether one of its requests was not answered in time. */
  get late(): boolean {
    return this.#requests.late
  }

  /** Connects, and has the server say something: a proxy may let a transport connect and then hold it back. */
  async open(): Promise<OpenOutcome> {
    try {
      await this.#orEnded(withDeadlineAfter(this.#negotiated, this.#hub.start()))
      if (await this.answers()) return 'open'
    } catch {
      // The cause is reported below.
    }
    const isMute = this.#requests.negotiated && this.#ending !== 'closed'
    this.close('broken')
    return this.#requests.refusal ?? (isMute ? 'mute' : 'away')
  }

  /** Whether the server still answers. */
  async answers(): Promise<boolean> {
    try {
      await this.#orEnded(withDeadline(() => this.#probe(), proofMs))
      return true
    } catch {
      return false
    }
  }

  /** Closes it if the server no longer answers. The check takes some time. */
  async closeIfDead(): Promise<void> {
    if (!(await this.answers())) this.close('dead')
  }

  /** Whether it is still connected after a while. */
  staysOpen(ms: number): Promise<boolean> {
    return Promise.race([this.ended.then(() => false), pause(ms).then(() => true)])
  }

  async invoke<T>(method: string, ...args: unknown[]): Promise<T> {
    const answer = this.#orEnded(this.#hub.invoke<T>(method, ...args))
    for (;;) {
      try {
        return await withDeadline(() => answer)
      } catch (error) {
        if (error instanceof DeadlineExceeded) await this.closeIfDead()
        else throw this.#endUnlessRefused(error)
      }
    }
  }

  stream<T>(method: string, ...args: unknown[]) {
    return {
      subscribe: (reader: IStreamSubscriber<T>) => {
        const done = () => this.#readers.delete(fail)
        const fail = (error: unknown) => {
          if (!done()) return
          reader.error(this.#endUnlessRefused(error))
        }
        this.#readers.add(fail)
        const reading = this.#hub.stream<T>(method, ...args).subscribe({
          next: (item) => this.#readers.has(fail) && reader.next(item),
          complete: () => done() && reader.complete(),
          error: fail,
        })
        return { dispose: () => done() && reading.dispose() }
      },
    }
  }

  /** Closes it; its readers get an error at once. SignalR alone would wait for what hangs. */
  close(ending: CloseReason = 'closed'): void {
    if (this.#ending) return
    this.#ending = ending
    this.#end(ending)
    this.#hub.stop().catch(() => {})
    for (const fail of [...this.#readers]) fail(new Error('The connection has ended.'))
    if (ending === 'closed') setTimeout(() => this.#closeSockets(), goodbyeMs)
    else this.#closeSockets()
  }

  #closeSockets() {
    this.#requests.giveUp()
    this.#raw.forEach((socket) => socket.close())
  }

  async #orEnded<T>(work: Promise<T>): Promise<T> {
    const ended = this.ended.then(() => Promise.reject(new Error('The connection has ended.')))
    return Promise.race([work, ended])
  }

  /** A call that could not be sent leaves the connection standing, with nobody at its other end. */
  #endUnlessRefused(error: unknown): unknown {
    if (errorCodeOf(error) === null) this.close('broken')
    return error
  }

  #probe(): Promise<void> {
    return new Promise((resolve) => {
      const answered = () => resolve()
      const failed = (error: unknown) => errorCodeOf(error) !== null && answered()
      this.#hub.stream('Probe', 1, 1).subscribe({ next: answered, complete: answered, error: failed })
    })
  }

  /** The browser's own classes, kept so that a hanging connect can be closed. */
  #sockets() {
    const raw = this.#raw
    const kept = <T extends new (...args: any[]) => { close(): void }>(kind: T): T =>
      class extends kind {
        constructor(...args: any[]) {
          super(...args)
          raw.add(this)
        }
      }
    return {
      ...(typeof WebSocket === 'undefined' ? {} : { WebSocket: kept(WebSocket) }),
      ...(typeof EventSource === 'undefined' ? {} : { EventSource: kept(EventSource) }),
    }
  }
}

/** The deadline counts from another event on: what comes before it has a deadline of its own. */
function withDeadlineAfter<T>(begun: Promise<void>, work: Promise<T>): Promise<T> {
  work.catch(() => {})
  return Promise.race([work, begun.then(() => withDeadline(() => work, proofMs))])
}
