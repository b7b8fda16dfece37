import { computed, ref, shallowRef } from 'vue'
import type { ConnectionRefusal } from '../network/connectionRefusal'
import { pause, retryDelayMs } from '../network/retryDelay'
import { onWake } from '../network/wakeListener'
import { dropDeadSockets } from './deadSockets'
import { noConnection, type HubLink, type TransportChange } from './hubLink'
import { TransportConnection, type OpenOutcome } from './transportConnection'
import { betterThan, nextAfter, recallTransport, rememberTransport, transportsFrom, type Transport } from './transportOrder'

/** A better transport is tried again after this time, then after twice as long, and so on. In milliseconds. */
const [firstBetterMs, lastBetterMs] = [30_000, 600_000]

/** A better transport must stay connected for this long, a silence included, before it is used. */
const trialMs = 25_000

/** A transport that was found to be well is looked at again after this long; one that has been changed, after a minute. */
const [soonMs, onceMs] = [15_000, 60_000]

/** A page that this server refuses for good tries again at this interval, in milliseconds. */
const refusedForGoodMs = 30_000

/** A connection to the hub at an address, connected when first needed, over the best transport that comes through. */
export function connectHub(url: string): HubLink {
  const lost = ref(false)
  const refusal = shallowRef<ConnectionRefusal | null>(null)
  let waiting: { go(): void; end(error: Error): void }[] = []
  let connections = 0
  let started = false
  let closed = false
  /** The connection in use. */
  let current: TransportConnection | null = null
  /** The one that is being opened. */
  let opening: TransportConnection | null = null
  /** The transport to try first. */
  let preferred = recallTransport()
  /** Whether sockets may have been lost without notice. */
  let socketsDoubtful = false
  const transport = shallowRef<Transport | null>(null)
  const changes = shallowRef<readonly TransportChange[]>([])
  /** Those that were seen to hold text back. */
  const holding = new Set<Transport>()
  let noDoubtUntil = 0
  let retryPause = new AbortController()
  let betterMs = firstBetterMs
  let betterTimer: ReturnType<typeof setTimeout> | undefined

  async function stayConnected() {
    started = true
    for (let failures = 0; !closed; failures++) {
      const outcome = await openBest()
      if (outcome === 'open') {
        failures = 0
        await useToEnd()
      } else noteFailure(outcome)
      if (!closed) await waitToRetry(failures)
    }
  }

  /** Opens a connection over the first transport that brings an answer. */
  async function openBest(): Promise<OpenOutcome> {
    if (socketsDoubtful) await dropDeadSockets(url)
    socketsDoubtful = false
    for (const transport of transportsFrom(preferred)) {
      if (closed) break
      opening = new TransportConnection(url, transport)
      const outcome = await opening.open()
      socketsDoubtful ||= opening.late
      if (outcome === 'open') rememberTransport((preferred = transport))
      if (outcome !== 'mute') return outcome
    }
    return 'away'
  }

  /** Keeps the connection, and better ones that replace it, to their end. */
  async function useToEnd() {
    switchTo(opening!)
    for (let inUse = current; current; inUse = current) {
      const ending = await inUse!.ended
      if (current !== inUse) continue
      if (ending === 'silent') preferred = nextAfter(inUse!.transport)
      socketsDoubtful = ending === 'silent' || ending === 'dead' || inUse!.late
      transport.value = current = null
    }
    clearTimeout(betterTimer)
    lost.value = !closed
  }

  function switchTo(next: TransportConnection) {
    const before = current
    current = next
    transport.value = next.transport
    opening = null
    connections++
    lost.value = false
    refusal.value = null
    waiting.splice(0).forEach(({ go }) => go())
    before?.close()
    if (closed) next.close()
    else tryBetterLater()
  }

  function noteFailure(outcome: OpenOutcome) {
    preferred = recallTransport()
    refusal.value = typeof outcome === 'string' ? null : outcome
    lost.value = !denied.value
  }

  const denied = computed(() => refusal.value?.code === 'access_denied')

  async function waitToRetry(failures: number) {
    if (!retryPause.signal.aborted) await pause(retryWaitMs(failures), retryPause.signal)
    retryPause = new AbortController()
  }

  function retryWaitMs(failures: number): number {
    const { code, retryAfterMs } = refusal.value ?? { code: null, retryAfterMs: 0 }
    if (code === 'access_denied') return 2 ** 31 - 1
    return Math.max(code === 'forbidden' || code === 'unknown_host' ? refusedForGoodMs : retryAfterMs, 0) + retryDelayMs(failures)
  }

  function tryBetterLater() {
    clearTimeout(betterTimer)
    if (better(current!).length === 0) return
    betterTimer = setTimeout(tryBetter, betterMs)
    betterMs = Math.min(2 * betterMs, lastBetterMs)
  }

  /** Tries better transports beside the one in use; readers do not notice. */
  async function tryBetter() {
    const inUse = current
    for (const transport of better(inUse!)) {
      if (current !== inUse || closed) return
      const trial = new TransportConnection(url, transport)
      if ((await trial.open()) === 'open' && (await trial.staysOpen(trialMs)) && current === inUse && !closed) {
        rememberTransport((preferred = transport))
        return switchTo(trial)
      }
      trial.close()
    }
    if (current === inUse && current) tryBetterLater()
  }

  const better = ({ transport }: TransportConnection) => betterThan(transport).filter((other) => !holding.has(other))

  /** Lets another transport take over where this one holds text back; readers go on at the character where they are. */
  async function doubt() {
    const inUse = current
    if (!inUse || document.hidden || performance.now() < noDoubtUntil) return
    noDoubtUntil = Infinity
    const wanted = () => current === inUse && !closed
    // Few need it. Where it cannot be brought, all stays as it is.
    const remedy = await import('./healing').then(({ heal }) => heal(url, inUse, holding, wanted)).catch(() => null)
    noDoubtUntil = performance.now() + (remedy ? onceMs : soonMs)
    if (!remedy) return
    const { next, heldMs } = remedy
    if (!wanted()) return next.close()
    rememberTransport((preferred = next.transport))
    changes.value = [...changes.value, { from: inUse.transport, to: next.transport, heldMs }]
    switchTo(next)
  }

  /** Changes over to a new connection; when there is none to be had, the old one is not kept either. */
  async function renew() {
    const inUse = current
    if (!inUse) return started ? retryNow() : undefined
    const next = new TransportConnection(url, inUse.transport)
    const isOpen = (await next.open()) === 'open'
    if (isOpen && current === inUse && !closed) return switchTo(next)
    next.close()
    inUse.close('broken')
  }

  /** The network or the reader has returned. */
  async function wake() {
    const inUse = current
    if (!started || denied.value) return
    if (!inUse) return retryNow()
    await inUse.closeIfDead()
  }

  /** Drops what may hang, and tries at once. */
  function retryNow() {
    socketsDoubtful ||= opening !== null
    retryPause.abort()
    opening?.close()
  }

  const stopWatching = onWake(wake)

  return {
    url,
    transport,
    changes,
    doubt: () => void doubt(),
    lost,
    refusal,
    denied,
    reopen() {
      if (!refusal.value) return
      refusal.value = null
      retryNow()
    },
    renew,
    async connected(after = 0) {
      if (!started) void stayConnected()
      while (connections <= after || !current) {
        if (closed) throw new Error('The connection is closed.')
        await new Promise<void>((go, end) => waiting.push({ go, end }))
      }
      return connections
    },
    invoke: (method, ...args) => (current ?? noConnection).invoke(method, ...args),
    stream: (method, ...args) => (current ?? noConnection).stream(method, ...args),
    close() {
      closed = true
      stopWatching()
      clearTimeout(betterTimer)
      retryPause.abort()
      opening?.close()
      current?.close()
      waiting.splice(0).forEach(({ end }) => end(new Error('The connection is closed.')))
    },
  }
}
