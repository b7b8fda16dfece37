import type { OutputForm, Stage, StageTraits } from './stages'

export interface RunRequest {
  text: string
  rules?: string
  /** Id of a preset, instead of rules. */
  preset?: string
  language?: string
  translateTo?: string | null
  translateOutputTo?: string | null
  output?: OutputForm
  /** Idempotency key, 16 to 64 characters: the same key and request give the same run. */
  key?: string
}

export interface RunStarted {
  runId: string
  stages: Stage[]
  voice: string
}

export interface Preset {
  id: string
  name: string
  rules: string
}

/** What the server says of itself before a run. */
export interface Config {
  textStreaming: boolean
  characterIntervalMs: number
  safetyLevel: string
  /** The voice that would write now: `ollama`, `practice`, or a provider's name. */
  voice: string
  version: string
  /** Whether an access code must be shown before anything else works. */
  door?: boolean
  /** What is missing before a run can work, in sentences for the operator; empty when ready. */
  missing?: string[]
  /** Whether there is a teacher’s code; without one there is no class. */
  teacher?: boolean
  /** The stages that a run goes through, in their order. */
  stages?: StageTraits[]
}

/** The progress of a download, in bytes. */
export interface Progress {
  completed: number
  total: number
}

export interface Model {
  name: string
  /** The jobs of the model: `Interception`, `Output`, `Translation`, `Safety`. */
  jobs?: string[]
  status: 'present' | 'missing'
  /** Present while the server downloads it. */
  pull?: Progress | null
}
