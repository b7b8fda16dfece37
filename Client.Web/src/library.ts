/** What another Vue page can take from here; see `typewriter/README.md`. */
export { default as StreamedText } from './components/StreamedText.vue'
export type * from './contracts/contracts'
export { follow } from './runs/follow'
export { refusalOf } from './runs/refusal'
export { hubLink, type RunLink } from './runs/runLink'
export { useRun, type Run } from './runs/useRun'
export { useStream, type StreamAddress } from './runs/useStream'
export * from './typewriter/vue'
