import type { IStreamResult } from '@microsoft/signalr'
import { computed, ref, shallowRef, type Ref } from 'vue'
import { dropDeadSockets } from './deadSockets'
import { HubLine, type Opening } from './hubLine'
import { jitterMs, pause } from './jitter'
import type { LineRefusal } from './lineRefusal'
import { betterThan, nextAfter, recallTransport, rememberTransport, transportsFrom } from './transports'
import { onWake } from './wake'

/** The line to the server: it comes back by itself, for ever, but what was open on it is gone then. */
export interface RunLink {
  /** True from the loss of the line, or a failed try, until it is back. */
  readonly lost: Readonly<Ref<boolean>>
  /** Why the server does not let this page in; null once it does. */
  readonly refusal: Readonly<Ref<LineRefusal | null>>
  /** True while the server asks for an access code; then no connection is tried until `reopen`. */
  readonly denied: Readonly<Ref<boolean>>
  /** Tries again at once, now that the door may be open. */
  reopen(): void
  /** Waits for a connection later than the one given; connections are numbered 1, 2, 3, ... */
  connected(after?: number): Promise<number>
  invoke<T>(method: string, ...args: unknown[]): Promise<T>
  stream<T>(method: string, ...args: unknown[]): Pick<IStreamResult<T>, 'subscribe'>
  /** Ends it for good; whoever waits for a connection is told. */
  close(): void
}

/** A better transport is tried again after this long, then after twice that, and so on. In milliseconds. */
const [firstClimbMs, lastClimbMs] = [30_000, 600_000]

/** What has come through beside the line in use has to stand this long, a silence among it, before it is used. */
const trialMs = 25_000

/** Who is not answered by this server for good looks again seldom, in milliseconds. */
const hopelessMs = 30_000

/** A line to the hub at an address, connected when first needed, over the best transport that comes through. */
export function hubLink(url: string): RunLink {
  const lost = ref(false)
  const refusal = shallowRef<LineRefusal | null>(null)
  let waiting: { go(): void; end(error: Error): void }[] = []
  let connections = 0
  let started = false
  let closed = false
  /** The line in use. */
  let line: HubLine | null = null
  /** The one that is being opened. */
  let opening: HubLine | null = null
  /** The one with which to begin. */
  let first = recallTransport()
  /** Sockets may have been lost in silence. */
  let doubtful = false
  let resting = new AbortController()
  let climbMs = firstClimbMs
  let climbing: ReturnType<typeof setTimeout> | undefined

  async function keep() {
    started = true
    for (let failures = 0; !closed; failures++) {
      const outcome = await raise()
      if (outcome === 'open') {
        failures = 0
        await use()
      } else fail(outcome)
      if (!closed) await rest(failures)
    }
  }

  /** Opens a line over the first transport that brings an answer. */
  async function raise(): Promise<Opening> {
    if (doubtful) await dropDeadSockets(url)
    doubtful = false
    for (const transport of transportsFrom(first)) {
      if (closed) break
      opening = new HubLine(url, transport)
      const outcome = await opening.open()
      doubtful ||= opening.late
      if (outcome === 'open') rememberTransport((first = transport))
      if (outcome !== 'mute') return outcome
    }
    return 'away'
  }

  /** Stays on the line, and on better ones that take its place, to their end. */
  async function use() {
    take(opening!)
    for (let used = line; line; used = line) {
      const ending = await used!.ended
      if (line !== used) continue
      if (ending === 'silent') first = nextAfter(used!.transport)
      doubtful = ending === 'silent' || ending === 'dead' || used!.late
      line = null
    }
    clearTimeout(climbing)
    lost.value = !closed
  }

  function take(next: HubLine) {
    const before = line
    line = next
    opening = null
    connections++
    lost.value = false
    refusal.value = null
    waiting.splice(0).forEach(({ go }) => go())
    before?.leave()
    if (closed) next.leave()
    else climbLater()
  }

  function fail(outcome: Opening) {
    first = recallTransport()
    refusal.value = typeof outcome === 'string' ? null : outcome
    lost.value = !denied.value
  }

  const denied = computed(() => refusal.value?.code === 'access_denied')

  async function rest(failures: number) {
    if (!resting.signal.aborted) await pause(restMs(failures), resting.signal)
    resting = new AbortController()
  }

  function restMs(failures: number): number {
    const { code, retryAfterMs } = refusal.value ?? { code: null, retryAfterMs: 0 }
    if (code === 'access_denied') return 2 ** 31 - 1
    return Math.max(code === 'forbidden' || code === 'unknown_host' ? hopelessMs : retryAfterMs, 0) + jitterMs(failures)
  }

  function climbLater() {
    clearTimeout(climbing)
    if (betterThan(line!.transport).length === 0) return
    climbing = setTimeout(climb, climbMs)
    climbMs = Math.min(2 * climbMs, lastClimbMs)
  }

  /** Tries what is better beside what works; nobody who reads notices. */
  async function climb() {
    const used = line
    for (const transport of betterThan(used!.transport)) {
      if (line !== used || closed) return
      const trial = new HubLine(url, transport)
      if ((await trial.open()) === 'open' && (await trial.lives(trialMs)) && line === used && !closed) {
        rememberTransport((first = transport))
        return take(trial)
      }
      trial.leave()
    }
    if (line === used && line) climbLater()
  }

  /** The network or the reader is back. */
  async function wake() {
    const used = line
    if (!started || denied.value) return
    if (!used) return again()
    await used.check()
  }

  /** Gives up what may be hanging, and tries at once. */
  function again() {
    doubtful ||= opening !== null
    resting.abort()
    opening?.leave()
  }

  const sleep = onWake(wake)

  return {
    lost,
    refusal,
    denied,
    reopen() {
      if (!refusal.value) return
      refusal.value = null
      again()
    },
    async connected(after = 0) {
      if (!started) void keep()
      while (connections <= after || !line) {
        if (closed) throw new Error('The line is closed.')
        await new Promise<void>((go, end) => waiting.push({ go, end }))
      }
      return connections
    },
    invoke: (method, ...args) => (line ?? noLine).invoke(method, ...args),
    stream: (method, ...args) => (line ?? noLine).stream(method, ...args),
    close() {
      closed = true
      sleep()
      clearTimeout(climbing)
      resting.abort()
      opening?.leave()
      line?.leave()
      waiting.splice(0).forEach(({ end }) => end(new Error('The line is closed.')))
    },
  }
}

/** What a call meets that comes in the moment after the line has ended. */
const noLine: Pick<RunLink, 'invoke' | 'stream'> = {
  invoke: () => Promise.reject(new Error('There is no connection.')),
  stream: () => ({
    subscribe(reader) {
      queueMicrotask(() => reader.error(new Error('There is no connection.')))
      return { dispose() {} }
    },
  }),
}
