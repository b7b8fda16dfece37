import { useEventListener } from '@vueuse/core'
import { onScopeDispose, reactive, readonly, shallowReactive, shallowReadonly, shallowRef } from 'vue'
import { stages, type RunEvent, type Stage } from '../contracts/contracts'
import { readHubStream } from '../hub/hubCalls'
import { errorCodeOf } from '../hub/hubErrors'
import type { HubLink } from '../hub/hubLink'
import { forgetSeen, recallSeen, rememberSeen, type SeenLengths } from '../memory/seenTexts'
import { pieceLog } from './pieceLog'
import { runReducer } from './runReducer'
import { newRun, type RunState } from './runState'
import { lengthsOf, noTexts } from './stageTexts'

/** What has been read of a run: its state, its events and its texts, over lost lines. */
export function useRunReader(link: HubLink) {
  const state = shallowRef(newRun())
  const texts = reactive(noTexts())
  const events = shallowReactive<RunEvent[]>([])
  const trace = pieceLog()
  let reading = new AbortController()
  let current: string | null = null

  /** Forgets what was read. The signal fires when this is forgotten in turn. */
  function clear(phase: RunState['phase'] = 'none'): AbortSignal {
    reading.abort()
    reading = new AbortController()
    state.value = newRun(phase)
    Object.assign(texts, noTexts())
    events.length = 0
    current = null
    forgetSeen()
    return reading.signal
  }

  /**
   * Reads a run from its beginning.
   * @param late Whether the run was begun elsewhere, or before a reload.
   * @param gone Called when the server does not know the run any more.
   */
  function read(runId: string, late: boolean, gone: () => void): void {
    const seen = late ? recallSeen(runId) : {}
    const signal = clear('starting')
    current = runId
    readHubStream<RunEvent>(link, () => ['Watch', runId, state.value.seq], take, signal).catch((error) => {
      if (signal.aborted) return
      state.value = { ...state.value, phase: 'ended', queue: null, outcome: 'Failed', code: errorCodeOf(error) }
      gone()
    })
    for (const stage of stages) void readText(runId, stage, seen, signal)
  }

  function take(event: RunEvent) {
    if (event.seq > state.value.seq) events.push(event)
    state.value = runReducer(state.value, event)
    if (event.type === 'stage-end' && isBlocked(event.stage)) texts[event.stage].text = ''
  }

  async function readText(runId: string, stage: Stage, seen: SeenLengths | null, signal: AbortSignal) {
    const entry = texts[stage]
    const takePiece = (piece: string) => {
      trace(stage, entry.text.length, piece.length)
      if (isBlocked(stage)) return
      if (entry.text === '') entry.resumeAt = seenOf(stage, seen)
      entry.text += piece
    }
    try {
      await readHubStream<string>(link, () => [`Stream${stage}`, runId, entry.text.length], takePiece, signal)
    } catch (error) {
      if (errorCodeOf(error) === 'blocked') entry.text = ''
    }
    entry.ended = true
  }

  /** A tab that was never here does not need to type what has long been written. */
  function seenOf(stage: Stage, seen: SeenLengths | null): number {
    return seen ? (seen[stage] ?? 0) : state.value.stages[stage].outcome ? Infinity : 0
  }

  function onLeave() {
    if (current) rememberSeen(current, lengthsOf(texts))
  }

  const isBlocked = (stage: Stage) => state.value.stages[stage]?.outcome === 'Blocked'

  /** A stage's end may overtake its last piece: whole is only what has all its characters. */
  function isWhole(stage: Stage): boolean {
    const { text, ended } = texts[stage]
    return ended || text.length >= (state.value.stages[stage].chars ?? Infinity)
  }

  useEventListener('pagehide', onLeave)
  onScopeDispose(() => reading.abort())

  return { state: shallowReadonly(state), texts: readonly(texts), events: shallowReadonly(events), isWhole, clear, read }
}
