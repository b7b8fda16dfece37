import { computed, onScopeDispose, readonly, ref, shallowReadonly, shallowRef } from 'vue'
import type { Code, RunRequest, RunStarted } from '../contracts/contracts'
import { recallAsked, rememberAsked } from './asked'
import { insist } from './follow'
import { refusalOf, sentenceOf } from './refusal'
import { addressedRun, knownRun, rememberRun } from './runAddress'
import type { RunLink } from './runLink'
import { newSecret } from './secret'
import { useReading } from './useReading'

/** One run at a time, from start to end, over lost lines and reloads. */
export function useRun(link: RunLink) {
  const { state, texts, events, isWhole, clear, read } = useReading(link)
  /** Why the server refused the last command, and what it said to that. */
  const refused = shallowRef<{ code: Code | null; sentence: string | null } | null>(null)
  /** What the run was asked for; null when another tab asked. */
  const asked = shallowRef<RunRequest | null>(null)
  const runId = ref<string | null>(null)

  /** Starts a run. Asked again with the same key, as after a lost line, it is the same run. */
  async function start(request: RunRequest): Promise<void> {
    leave()
    const left = clear('starting')
    asked.value = { ...request, key: request.key ?? newSecret() }
    rememberAsked({ runId: null, request: asked.value })
    try {
      const started = await insist<RunStarted>(link, 'StartRun', asked.value)
      if (left.aborted) return stopQuietly(started.runId)
      rememberAsked({ runId: started.runId, request: asked.value })
      takeUp(started.runId, false)
    } catch (error) {
      if (left.aborted) return
      rememberAsked(null)
      clear()
      refused.value = whyOf(error)
    }
  }

  /** Goes on after the pause; `text` is null when the interception stays as it is. */
  const continueWith = (text: string | null): Promise<void> => command('ContinueRun', text)

  async function stop(): Promise<void> {
    if (runId.value) return command('StopRun')
    rememberAsked(null)
    clear()
  }

  /** Leaves the run, and nothing of it behind. */
  function leave(): void {
    if (runId.value && state.value.phase !== 'ended') stopQuietly(runId.value)
    forget()
    rememberAsked(null)
    asked.value = null
    refused.value = null
    clear()
  }

  async function command(method: string, ...args: unknown[]) {
    const id = runId.value
    refused.value = null
    try {
      await insist(link, method, id, ...args)
    } catch (error) {
      if (id === runId.value) refused.value = whyOf(error)
    }
  }

  function stopQuietly(id: string) {
    insist(link, 'StopRun', id).catch(() => {})
  }

  function takeUp(id: string, late: boolean) {
    runId.value = id
    rememberRun(id)
    read(id, late, forget)
  }

  function forget() {
    runId.value = null
    rememberRun(null)
  }

  /** Goes on with the run of the address, else with what this tab had asked for. */
  function takeUpKnown() {
    const [known, last] = [knownRun(), recallAsked()]
    if (known) {
      asked.value = last?.runId === known ? last.request : null
      takeUp(known, true)
    } else if (last && !last.runId) void start(last.request)
  }

  function onAddress() {
    const addressed = addressedRun()
    if (addressed && addressed !== runId.value) takeUpKnown()
  }

  takeUpKnown()
  addEventListener('hashchange', onAddress)
  onScopeDispose(() => removeEventListener('hashchange', onAddress))

  return {
    state,
    texts,
    events,
    isWhole,
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

const whyOf = (error: unknown) => ({ code: refusalOf(error), sentence: sentenceOf(error) })

export type Run = ReturnType<typeof useRun>
