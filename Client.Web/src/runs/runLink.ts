import { HubConnectionBuilder, HubConnectionState, LogLevel, type IStreamResult } from '@microsoft/signalr'
import { ref, type Ref } from 'vue'
import { jitterMs, pause } from './jitter'

/** The line to the server: it comes back by itself, for ever, but what was open on it is gone then. */
export interface RunLink {
  /** True from the loss of the line, or a failed try, until it is back. */
  readonly lost: Readonly<Ref<boolean>>
  /** True while the server asks for an access code; then no connection is tried until `reopen`. */
  readonly denied: Readonly<Ref<boolean>>
  /** Tries again, now that the door may be open. */
  reopen(): void
  /** Waits for a connection later than the one given; connections are numbered 1, 2, 3, ... */
  connected(after?: number): Promise<number>
  invoke<T>(method: string, ...args: unknown[]): Promise<T>
  stream<T>(method: string, ...args: unknown[]): Pick<IStreamResult<T>, 'subscribe'>
  close(): void
}

/** SignalR tells why it could not negotiate only in words. */
const isDenied = (error: unknown): boolean => /status code '?401\b/i.test(String(error))

/** A line to the hub at an address, connected when first needed. */
export function hubLink(url: string): RunLink {
  const hub = new HubConnectionBuilder()
    .withUrl(url)
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => jitterMs(previousRetryCount) })
    .withKeepAliveInterval(10_000)
    .withServerTimeout(30_000)
    .configureLogging(LogLevel.Warning)
    .build()
  const lost = ref(false)
  const denied = ref(false)
  let waiting: (() => void)[] = []
  let connections = 0
  let started = false
  let closed = false

  hub.onreconnecting(() => (lost.value = true))
  hub.onreconnected(announce)
  hub.onclose((error) => (isDenied(error) ? deny() : start(1)))

  function announce() {
    connections++
    lost.value = false
    waiting.forEach((go) => go())
    waiting = []
  }

  async function start(failures = 0) {
    started = true
    for (; !closed; failures++) {
      if (failures > 0) {
        lost.value = true
        await pause(jitterMs(failures - 1))
      }
      try {
        await hub.start()
        return announce()
      } catch (error) {
        // Otherwise the next try is the answer.
        if (isDenied(error)) return deny()
      }
    }
  }

  function deny() {
    lost.value = false
    denied.value = true
  }

  function reopen() {
    if (!denied.value) return
    denied.value = false
    void start()
  }

  async function connected(after = 0): Promise<number> {
    if (!started) void start()
    while (connections <= after || hub.state !== HubConnectionState.Connected) {
      await new Promise<void>((go) => waiting.push(go))
    }
    return connections
  }

  return {
    lost,
    denied,
    reopen,
    connected,
    invoke: (method, ...args) => hub.invoke(method, ...args),
    stream: (method, ...args) => hub.stream(method, ...args),
    close() {
      closed = true
      void hub.stop()
    },
  }
}
