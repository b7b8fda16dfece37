import { useEventListener } from '@vueuse/core'
import { onScopeDispose, reactive, readonly, shallowReactive, shallowReadonly, shallowRef } from 'vue'
import type { RunEvent, Stage, StageTraits } from '../contracts/contracts'
import { contractStages } from '../contracts/stageTraits'
import { readHubStream } from '../hub/hubCalls'
import { errorCodeOf } from '../hub/hubErrors'
import type { HubLink } from '../hub/hubLink'
import { forgetSeen, recallSeen, rememberSeen, type SeenLengths } from '../memory/seenTexts'
import { burstWatch } from './burstWatch'
import { beginMark, note } from './hopMarks'
import { PageLag } from './pageLag'
import { pieceLog } from './pieceLog'
import { runReducer } from './runReducer'
import { newRun, stageOf, stagesOf, withStages, type RunState } from './runState'
import { lengthsOf, noText, noTexts } from './stageTexts'

/** What has been read of a run: its state, its events and its texts, over lost connections. */
export function useRunReader(link: HubLink) {
  /** The stages that the server has, as far as it has said so. */
  let known: readonly StageTraits[] = contractStages
  const state = shallowRef(newRun())
  const texts = reactive(noTexts(stagesOf(state.value)))
  const events = shallowReactive<RunEvent[]>([])
  const trace = pieceLog()
  const watchForBursts = burstWatch(link.doubt)
  let reading = new AbortController()
  let current: string | null = null
  /** Reads a stage's text, once. */
  let reads: (stage: Stage) => void = () => {}

  /** Forgets what was read. The signal fires when this is forgotten in turn. */
  function clear(phase: RunState['phase'] = 'none'): AbortSignal {
    reading.abort()
    reading = new AbortController()
    state.value = newRun(phase, known)
    Object.assign(texts, noTexts(stagesOf(state.value)))
    reads = () => {}
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
    const begun = new Set<Stage>()
    reads = (stage) => {
      if (!begun.has(stage)) void readText(runId, stage, seen, signal)
      begun.add(stage)
    }
    stagesOf(state.value).forEach(reads)
  }

  /** The server says which stages it has. What is read now keeps its own, and what is known of them. */
  function learn(traits: readonly StageTraits[]) {
    known = traits
    const stages = state.value.seq > 0 ? stagesOf(state.value) : traits.map(({ stage }) => stage)
    enter(withStages(state.value, stages, traits))
  }

  /** A stage that is new here gets a text before anything asks for it. */
  function enter(next: RunState) {
    for (const stage of stagesOf(next)) texts[stage] ??= noText()
    state.value = next
    stagesOf(next).forEach(reads)
  }

  function take(event: RunEvent) {
    if (event.seq > state.value.seq) events.push(event)
    enter(runReducer(state.value, event))
    if (event.type === 'stage-start') note(texts[event.stage]!.marks, beginMark)
    if (event.type === 'stage-end' && isBlocked(event.stage)) texts[event.stage]!.text = ''
  }

  async function readText(runId: string, stage: Stage, seen: SeenLengths | null, signal: AbortSignal) {
    const entry = texts[stage]!
    const lag = new PageLag()
    const takePiece = (piece: string) => {
      trace(stage, entry.text.length, piece.length)
      const { hidden, busyMs } = lag.look()
      note(entry.marks, piece.length, hidden, busyMs)
      watchForBursts()
      if (isBlocked(stage)) return
      if (entry.text === '') entry.resumeAt = seenOf(stage, seen)
      entry.text += piece
    }
    try {
      await readHubStream<string>(link, () => ['StreamStage', runId, stage, entry.text.length], takePiece, signal)
    } catch (error) {
      if (errorCodeOf(error) === 'blocked') entry.text = ''
    }
    lag.stop()
    entry.ended = true
  }

  /** A tab that was never here does not need to type what has long been written. */
  function seenOf(stage: Stage, seen: SeenLengths | null): number {
    return seen ? (seen[stage] ?? 0) : stageOf(state.value, stage).outcome ? Infinity : 0
  }

  function onLeave() {
    if (current) rememberSeen(current, lengthsOf(texts))
  }

  const isBlocked = (stage: Stage) => stageOf(state.value, stage).outcome === 'Blocked'

  /** A stage's end may overtake its last piece: whole is only what has all its characters. */
  function isWhole(stage: Stage): boolean {
    const { text, ended } = texts[stage] ?? noText()
    return ended || text.length >= (stageOf(state.value, stage).chars ?? Infinity)
  }

  useEventListener('pagehide', onLeave)
  onScopeDispose(() => reading.abort())

  return { state: shallowReadonly(state), texts: readonly(texts), events: shallowReadonly(events), isWhole, clear, read, learn }
}
