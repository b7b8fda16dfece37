import { onScopeDispose, reactive, readonly, shallowReactive, shallowReadonly, shallowRef } from 'vue'
import { stages, type RunEvent, type Stage } from '../contracts/contracts'
import { follow } from './follow'
import { refusalOf } from './refusal'
import type { RunLink } from './runLink'
import { runReducer } from './runReducer'
import { newRun, type RunState } from './runState'
import { pieceTrace } from './trace'

export interface StageText {
  text: string
  /** The stream has ended: nothing more will come. */
  ended: boolean
  /** So much of it was there when a run was taken up: it may have been read before. */
  resumeAt: number
}

const noTexts = () =>
  Object.fromEntries(stages.map((stage) => [stage, { text: '', ended: false, resumeAt: 0 }])) as Record<Stage, StageText>

/** What has been read of a run: its state, its events and its texts, over lost lines. */
export function useReading(link: RunLink) {
  const state = shallowRef(newRun())
  const texts = reactive(noTexts())
  const events = shallowReactive<RunEvent[]>([])
  const trace = pieceTrace()
  let reading = new AbortController()

  /** Forgets what was read. The signal fires when this is forgotten in turn. */
  function clear(phase: RunState['phase'] = 'none'): AbortSignal {
    reading.abort()
    reading = new AbortController()
    state.value = newRun(phase)
    Object.assign(texts, noTexts())
    events.length = 0
    return reading.signal
  }

  /**
   * Reads a run from its beginning.
   * @param late Whether the run was begun elsewhere, or before a reload.
   * @param gone Called when the server does not know the run any more.
   */
  function read(runId: string, late: boolean, gone: () => void): void {
    const signal = clear('starting')
    follow<RunEvent>(link, () => ['Watch', runId, state.value.seq], take, signal).catch((error) => {
      if (signal.aborted) return
      state.value = { ...state.value, phase: 'ended', queue: null, outcome: 'Failed', code: refusalOf(error) }
      gone()
    })
    for (const stage of stages) void readText(runId, stage, late, signal)
  }

  function take(event: RunEvent) {
    if (event.seq > state.value.seq) events.push(event)
    state.value = runReducer(state.value, event)
    if (event.type === 'stage-end' && isBlocked(event.stage)) texts[event.stage].text = ''
  }

  async function readText(runId: string, stage: Stage, late: boolean, signal: AbortSignal) {
    const entry = texts[stage]
    const takePiece = (piece: string) => {
      trace(stage, entry.text.length, piece.length)
      if (isBlocked(stage)) return
      if (late && entry.text === '') entry.resumeAt = piece.length
      entry.text += piece
    }
    try {
      await follow<string>(link, () => [`Stream${stage}`, runId, entry.text.length], takePiece, signal)
    } catch (error) {
      if (refusalOf(error) === 'blocked') entry.text = ''
    }
    entry.ended = true
  }

  const isBlocked = (stage: Stage) => state.value.stages[stage]?.outcome === 'Blocked'

  /** A stage's end may overtake its last piece: whole is only what has all its characters. */
  function isWhole(stage: Stage): boolean {
    const { text, ended } = texts[stage]
    return ended || text.length >= (state.value.stages[stage].chars ?? Infinity)
  }

  onScopeDispose(() => reading.abort())

  return { state: shallowReadonly(state), texts: readonly(texts), events: shallowReadonly(events), isWhole, clear, read }
}
