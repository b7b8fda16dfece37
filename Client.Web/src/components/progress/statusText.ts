import type { Outcome, Stage } from '../../contracts/contracts'
import type { Words } from '../../i18n/en'
import { stageTitle } from '../../i18n/stageWords'
import { activeStage, failedStage, isEmpty, stageOf, stagesOf, type RunState } from '../../runs/runState'

type Queue = NonNullable<RunState['queue']>

/** What is happening to the run, in words; every wait names its cause. */
export function runStatusText(words: Words, run: RunState, refused: boolean, lost: boolean): string {
  if (lost) return words.happening.lost
  switch (run.phase) {
    case 'none':
      return refused ? words.happening.failed : words.happening.none
    case 'starting':
      return words.happening.starting
    case 'working':
      return working(words, run)
    case 'paused':
      return words.happening.paused
    case 'ended':
      return ended(words, run)
  }
}

/** The appearance of a stage: not begun, in the queue, at work (or the child's turn), done, or ended in another way. */
export type Appearance = 'ahead' | 'next' | 'active' | 'done' | 'ended'

export function stageAppearance(run: RunState, stage: Stage): Appearance {
  const { begun, outcome, traits } = stageOf(run, stage)
  if (run.phase === 'paused' && traits.pauses) return 'active'
  if (outcome) return outcome === 'Completed' ? 'done' : 'ended'
  if (run.phase === 'ended') return begun ? 'ended' : 'ahead'
  if (begun) return 'active'
  return run.queue && stage === nextStage(run) ? 'next' : 'ahead'
}

/** What is happening in one stage, in a few words. */
export function stageStatusText(words: Words, run: RunState, stage: Stage): string {
  const state = stageOf(run, stage)
  const { begun, outcome, status, model, traits } = state
  if (run.phase === 'paused' && traits.pauses) return words.panel.paused
  if (outcome === 'Completed') return words.panel.done
  if (outcome) return words.panel[isEmpty(state) ? 'failed' : endings[outcome]]
  if (run.phase === 'ended') return begun ? words.panel.failed : ''
  if (begun && run.queue) return waiting(words, run.queue)
  if (begun) return status ? words.status[status] : model ? words.happening.stageBegun : words.happening.between
  return run.queue && stage === nextStage(run) ? waiting(words, run.queue) : ''
}

const nextStage = (run: RunState) => stagesOf(run).find((stage) => !stageOf(run, stage).begun)

const endings = {
  Blocked: 'blocked',
  Stopped: 'stopped',
  Truncated: 'truncated',
  Failed: 'failed',
} as const satisfies Record<Exclude<Outcome, 'Completed'>, keyof Words['happening']>

function working(words: Words, run: RunState): string {
  if (run.queue) return `${waiting(words, run.queue)}.`
  const stage = activeStage(run)
  return stage ? `${stageTitle(words, stage)}: ${stageStatusText(words, run, stage)}.` : words.happening.between
}

function ended(words: Words, run: RunState): string {
  const stage = failedStage(run)
  const last = stage && stageOf(run, stage)
  if (last?.category === 'self-harm') return words.happening.help
  if (run.outcome === 'Completed') return words.happening.completed
  return words.happening[last && isEmpty(last) ? 'failed' : endings[run.outcome ?? 'Failed']]
}

function waiting({ happening }: Words, { position, etaSeconds, waitsFor }: Queue): string {
  const why = happening.waitsFor[waitsFor] ?? happening.waitsFor.place
  return why + happening.place(position) + (etaSeconds ? happening.eta(...etaSeconds) : '')
}
