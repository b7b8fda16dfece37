import { useEventListener } from '@vueuse/core'
import { computed, readonly, ref, shallowReadonly, shallowRef } from 'vue'
import type { Code, RunRequest, RunStarted } from '../contracts/contracts'
import { invokeUntilAnswered } from '../hub/hubCalls'
import { errorCodeOf, errorSentenceOf } from '../hub/hubErrors'
import type { HubLink } from '../hub/hubLink'
import { recallAskedRun, rememberAskedRun } from '../memory/askedRun'
import { addressedRun, knownRun, rememberRun } from '../memory/runAddress'
import { newIdempotencyKey } from './idempotencyKey'
import { useRunReader } from './useRunReader'

/** One run at a time, from start to end, over lost connections and reloads. */
export function useRun(link: HubLink) {
  const { state, texts, events, isWhole, clear, read, learn } = useRunReader(link)
  /** The reason of the last refusal, and the server's sentence about it. */
  const refused = shallowRef<{ code: Code | null; sentence: string | null } | null>(null)
  /** What the run was asked for; null when another tab asked. */
  const asked = shallowRef<RunRequest | null>(null)
  const runId = ref<string | null>(null)

  /** Starts a run. The same key again, as after a lost connection, gives the same run. */
  async function start(request: RunRequest): Promise<void> {
    leave()
    const left = clear('starting')
    asked.value = { ...request, key: request.key ?? newIdempotencyKey() }
    rememberAskedRun({ runId: null, request: asked.value })
    try {
      const started = await invokeUntilAnswered<RunStarted>(link, 'StartRun', asked.value)
      if (left.aborted) return stopQuietly(started.runId)
      rememberAskedRun({ runId: started.runId, request: asked.value })
      attachTo(started.runId, false)
    } catch (error) {
      if (left.aborted) return
      rememberAskedRun(null)
      clear()
      refused.value = whyOf(error)
    }
  }

  /** Goes on after the pause; `text` is null when the interception stays as it is. */
  const continueWith = (text: string | null): Promise<void> => command('ContinueRun', text)

  async function stop(): Promise<void> {
    if (runId.value) return command('StopRun')
    rememberAskedRun(null)
    clear()
  }

  /** Leaves the run and forgets everything about it. */
  function leave(): void {
    if (runId.value && state.value.phase !== 'ended') stopQuietly(runId.value)
    forget()
    rememberAskedRun(null)
    asked.value = null
    refused.value = null
    clear()
  }

  async function command(method: string, ...args: unknown[]) {
    const id = runId.value
    refused.value = null
    try {
      await invokeUntilAnswered(link, method, id, ...args)
    } catch (error) {
      if (id === runId.value) refused.value = whyOf(error)
    }
  }

  function stopQuietly(id: string) {
    invokeUntilAnswered(link, 'StopRun', id).catch(() => {})
  }

  function attachTo(id: string, late: boolean) {
    runId.value = id
    rememberRun(id)
    read(id, late, forget)
  }

  function forget() {
    runId.value = null
    rememberRun(null)
  }

  /** Continues with the run of the address, else with what this tab requested. */
  function attachToKnown() {
    const [known, last] = [knownRun(), recallAskedRun()]
    if (known) {
      asked.value = last?.runId === known ? last.request : null
      attachTo(known, true)
    } else if (last && !last.runId) void start(last.request)
  }

  function onAddress() {
    const addressed = addressedRun()
    if (addressed && addressed !== runId.value) attachToKnown()
  }

  attachToKnown()
  useEventListener('hashchange', onAddress)

  return {
    link,
    state,
    texts,
    events,
    isWhole,
    learn,
    asked: shallowReadonly(asked),
    /** The run that this tab is about. */
    runId: readonly(runId),
    refusal: computed(() => refused.value?.code ?? null),
    /** What the server said to that, for grown-ups. */
    refusalSentence: computed(() => refused.value?.sentence ?? null),
    lost: link.lost,
    /** Why the server does not let this page in just now. */
    shutOut: link.refusal,
    start,
    continueWith,
    stop,
    leave,
  }
}

const whyOf = (error: unknown) => ({ code: errorCodeOf(error), sentence: errorSentenceOf(error) })

export type Run = ReturnType<typeof useRun>
