import { onScopeDispose, readonly, ref, shallowReadonly, shallowRef } from 'vue'
import type { Code, RunRequest, RunStarted } from '../contracts/contracts'
import { recallAsked, rememberAsked } from './asked'
import { insist } from './follow'
import { refusalOf } from './refusal'
import { addressedRun, knownRun, rememberRun } from './runAddress'
import type { RunLink } from './runLink'
import { newSecret } from './secret'
import { useReading } from './useReading'

/** One run at a time, from start to end, over lost lines and reloads. */
export function useRun(link: RunLink) {
  const { state, texts, events, isWhole, clear, read } = useReading(link)
  /** Why the server refused the last command. */
  const refusal = ref<Code | null>(null)
  /** What the run was asked for; null when another tab asked. */
  const asked = shallowRef<RunRequest | null>(null)
  let runId: string | null = null

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
      refusal.value = refusalOf(error)
    }
  }

  /** Goes on after the pause; `text` is null when the interception stays as it is. */
  const continueWith = (text: string | null): Promise<void> => command('ContinueRun', text)

  async function stop(): Promise<void> {
    if (runId) return command('StopRun')
    rememberAsked(null)
    clear()
  }

  /** Leaves the run, and nothing of it behind. */
  function leave(): void {
    if (runId && state.value.phase !== 'ended') stopQuietly(runId)
    forget()
    rememberAsked(null)
    asked.value = null
    refusal.value = null
    clear()
  }

  async function command(method: string, ...args: unknown[]) {
    const id = runId
    refusal.value = null
    try {
      await insist(link, method, id, ...args)
    } catch (error) {
      if (id === runId) refusal.value = refusalOf(error)
    }
  }

  function stopQuietly(id: string) {
    insist(link, 'StopRun', id).catch(() => {})
  }

  function takeUp(id: string, late: boolean) {
    runId = id
    rememberRun(id)
    read(id, late, forget)
  }

  function forget() {
    runId = null
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
    if (addressed && addressed !== runId) takeUpKnown()
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
    refusal: readonly(refusal),
    lost: link.lost,
    /** Why the server does not let this page in just now. */
    shutOut: link.refusal,
    start,
    continueWith,
    stop,
    leave,
  }
}

export type Run = ReturnType<typeof useRun>
