import { onScopeDispose, readonly, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Outcome, Stage } from '../contracts/contracts'
import { readHubStream } from '../hub/hubCalls'
import { errorCodeOf } from '../hub/hubErrors'
import { sharedHubLink } from '../hub/sharedHubLink'
import { readStageStream, StreamEnding, type StreamHandlers } from './stageStream'

/** A stage of a run at the hub, or a stage stream with what goes into its query. */
export type StreamAddress =
  | { hub: string; runId: string; stage: Stage }
  | { stream: string; params?: Record<string, string | number> }

/** Is told how a stream goes. */
export interface StreamListener {
  started?(): void
  complete?(text: string): void
  /** @param code The server's, `offset_gap` when part of the text is missing, or `disconnected`. */
  error?(code: string): void
}

/** Reads one stream to its end, and the next one when the address changes; null reads nothing. */
export function useStageStream(address: MaybeRefOrGetter<StreamAddress | null>, listener: StreamListener = {}) {
  const text = ref('')
  const complete = ref(false)
  const outcome = ref<Outcome | null>(null)
  let reading = new AbortController()

  async function read(from: StreamAddress, signal: AbortSignal) {
    let begun = false
    const handlers: StreamHandlers = {
      started() {
        if (!begun && !signal.aborted) listener.started?.()
        begun = true
      },
      piece(piece, offset) {
        if (!signal.aborted) text.value += piece.slice(text.value.length - offset)
      },
    }
    try {
      await ('hub' in from ? readHub(from, handlers, signal) : readStageStream(urlOf(from), handlers, signal))
      if (!signal.aborted) end('Completed')
    } catch (error) {
      if (!signal.aborted) end(error instanceof StreamEnding ? error.message : (errorCodeOf(error) ?? 'disconnected'))
    }
  }

  function end(code: string) {
    outcome.value = outcomeOf(code)
    if (code === 'blocked') text.value = ''
    complete.value = true
    if (code === 'Completed') listener.complete?.(text.value)
    else listener.error?.(code)
  }

  function begin() {
    reading.abort()
    reading = new AbortController()
    text.value = ''
    complete.value = false
    outcome.value = null
    const from = toValue(address)
    if (from) void read(from, reading.signal)
  }

  // The same address in another object is the same stream.
  watch(() => JSON.stringify(toValue(address)), begin, { immediate: true })
  onScopeDispose(() => reading.abort())

  return { text: readonly(text), complete: readonly(complete), outcome: readonly(outcome) }
}

async function readHub({ hub, runId, stage }: { hub: string; runId: string; stage: Stage }, handlers: StreamHandlers, signal: AbortSignal) {
  const { link, release } = sharedHubLink(new URL(hub, document.baseURI).href)
  let offset = 0
  const take = (piece: string) => {
    handlers.piece(piece, offset)
    offset += piece.length
  }
  const call = (): [string, ...unknown[]] => {
    handlers.started()
    return ['StreamStage', runId, stage, offset]
  }
  try {
    await readHubStream<string>(link, call, take, signal)
  } finally {
    release()
  }
}

function urlOf({ stream, params = {} }: { stream: string; params?: Record<string, string | number> }): URL {
  const url = new URL(stream, document.baseURI)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, String(value))
  return url
}

const outcomeOf = (code: string): Outcome =>
  (({ Completed: 'Completed', blocked: 'Blocked', stopped: 'Stopped', truncated: 'Truncated' }) as const)[code] ?? 'Failed'
