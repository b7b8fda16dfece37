/** The stages that every server has; a later one may have further ones. */
export type ContractStage = 'PreInterception' | 'Interception' | 'PreOutput' | 'Output'
export type Stage = ContractStage | (string & {})

/** The same for every stage. */
export type ByStage<T> = Record<ContractStage, T> & Record<Stage, T>

/** How a stage describes itself. */
export interface StageTraits {
  stage: Stage
  /** Whether a model writes its text; otherwise the stage checks a text and passes it on. */
  writes: boolean
  /** Whether the run then waits until the child has read its text. */
  pauses: boolean
  /** What it translates where the request asks for it. */
  translates: 'Idea' | 'Interception' | null
}

export const outputForms = ['Story', 'Poem', 'Picture', 'Code'] as const
export type OutputForm = (typeof outputForms)[number]

export type StageStatus = 'checking' | 'loading-model' | 'reading' | 'thinking' | 'writing' | 'retrying'

/** What a run in the queue waits for: its turn, a model server that is well, the test of the judge, or the teacher. */
export type WaitsFor = 'place' | 'model' | 'test' | 'hold'
