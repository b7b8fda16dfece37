import { readonly, ref } from 'vue'
import type { Code, RunRequest, RunStarted } from '../contracts/contracts'
import { insist } from './follow'
import { refusalOf } from './refusal'
import { knownRun, rememberRun } from './runAddress'
import type { RunLink } from './runLink'
import { useReading } from './useReading'

/** One run at a time, from start to end, over lost lines and reloads. */
export function useRun(link: RunLink) {
  const { state, texts, isWhole, clear, read } = useReading(link)
  /** Why the server refused the last command, or `disconnected` when nobody knows. */
  const refusal = ref<Code | 'disconnected' | null>(null)
  let runId: string | null = null

  async function start(request: RunRequest): Promise<void> {
    if (state.value.phase === 'paused') stopQuietly(runId)
    forget()
    const left = clear('starting')
    refusal.value = null
    try {
      await link.connected()
      if (left.aborted) return
      const started = await link.invoke<RunStarted>('StartRun', request)
      if (left.aborted) stopQuietly(started.runId)
      else takeUp(started.runId)
    } catch (error) {
      if (left.aborted) return
      clear()
      refusal.value = refusalOf(error) ?? 'disconnected'
    }
  }

  /** Goes on after the pause; `text` is null when the interception stays as it is. */
  async function continueWith(text: string | null): Promise<void> {
    await command('ContinueRun', text)
  }

  async function stop(): Promise<void> {
    if (runId) await command('StopRun')
    else clear()
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

  function stopQuietly(id: string | null) {
    insist(link, 'StopRun', id).catch(() => {})
  }

  function takeUp(id: string) {
    runId = id
    rememberRun(id)
    read(id, forget)
  }

  function forget() {
    runId = null
    rememberRun(null)
  }

  const known = knownRun()
  if (known) takeUp(known)

  return { state, texts, isWhole, refusal: readonly(refusal), lost: link.lost, start, continueWith, stop }
}

export type Run = ReturnType<typeof useRun>
