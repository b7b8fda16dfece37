import { HubConnectionBuilder, HubConnectionState, LogLevel, type IStreamResult } from '@microsoft/signalr'
import { ref, type Ref } from 'vue'
import { jitterMs, pause } from './jitter'

/** The line to the server: it comes back by itself, for ever, but what was open on it is gone then. */
export interface RunLink {
  /** True from the loss of the line, or a failed try, until it is back. */
  readonly lost: Readonly<Ref<boolean>>
  /** Waits for a connection later than the one given; connections are numbered 1, 2, 3, ... */
  connected(after?: number): Promise<number>
  invoke<T>(method: string, ...args: unknown[]): Promise<T>
  stream<T>(method: string, ...args: unknown[]): Pick<IStreamResult<T>, 'subscribe'>
  close(): void
}

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
  let waiting: (() => void)[] = []
  let connections = 0
  let started = false
  let closed = false

  hub.onreconnecting(() => (lost.value = true))
  hub.onreconnected(announce)
  hub.onclose(() => start(1))

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
      } catch {
        // The next try is the answer.
      }
    }
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
    connected,
    invoke: (method, ...args) => hub.invoke(method, ...args),
    stream: (method, ...args) => hub.stream(method, ...args),
    close() {
      closed = true
      void hub.stop()
    },
  }
}
