import type { Stage, StageTraits } from './contracts'

/** What every server has, by contract: shown until the server has said which stages it has. */
export const contractStages: readonly StageTraits[] = [
  { stage: 'PreInterception', writes: false, pauses: false, translates: 'Idea' },
  { stage: 'Interception', writes: true, pauses: true, translates: null },
  { stage: 'PreOutput', writes: false, pauses: false, translates: 'Interception' },
  { stage: 'Output', writes: true, pauses: false, translates: null },
]

/** Their names. */
export const contractNames: Stage[] = contractStages.map(({ stage }) => stage)

/** The traits of a run's stages, in their order; a stage that the page never heard of is taken for one that writes. */
export const traitsOf = (stages: readonly Stage[], known: readonly StageTraits[]): StageTraits[] =>
  stages.map((stage) => known.find((traits) => traits.stage === stage) ?? { stage, writes: true, pauses: false, translates: null })
