import type { IStreamResult } from '@microsoft/signalr'
import type { Ref } from 'vue'
import type { ConnectionRefusal } from '../network/connectionRefusal'
import type { Transport } from './transportOrder'

/** The page went from one transport to another, because the first held the text back. */
export interface TransportChange {
  from: Transport
  to: Transport
  /** For how long it held back, in milliseconds. */
  heldMs: number
}

/** The connection to the hub. It reconnects by itself, for ever, but streams that were open are lost. */
export interface HubLink {
  /** True from the loss of the connection, or a failed try, until it is back. */
  readonly lost: Readonly<Ref<boolean>>
  /** Why the server does not let this page in; null once it does. */
  readonly refusal: Readonly<Ref<ConnectionRefusal | null>>
  /** True while the server asks for an access code; then no connection is tried until `reopen`. */
  readonly denied: Readonly<Ref<boolean>>
  readonly url: string
  /** The transport in use; null while there is none. */
  readonly transport: Readonly<Ref<Transport | null>>
  /** How the connection repaired itself. */
  readonly changes: Readonly<Ref<readonly TransportChange[]>>
  /** What is read comes in bursts: where the server's own clock says that it left evenly, another transport takes over. */
  doubt(): void
  /** Tries again at once, because the access code may have been given. */
  reopen(): void
  /** Goes on over a new connection, as whoever this browser is by now. */
  renew(): Promise<void>
  /** Waits for a later connection than the given one; connections are numbered 1, 2, 3, ... */
  connected(after?: number): Promise<number>
  invoke<T>(method: string, ...args: unknown[]): Promise<T>
  stream<T>(method: string, ...args: unknown[]): Pick<IStreamResult<T>, 'subscribe'>
  /** Ends it for good; a caller that waits for a connection gets an error. */
  close(): void
}

/** The error of a call that comes just after the connection has ended. */
export const noConnection: Pick<HubLink, 'invoke' | 'stream'> = {
  invoke: () => Promise.reject(new Error('There is no connection.')),
  stream: () => ({
    subscribe(reader) {
      queueMicrotask(() => reader.error(new Error('There is no connection.')))
      return { dispose() {} }
    },
  }),
}
