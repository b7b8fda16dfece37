export { paceOf, type Pace } from './pace'
export { painter } from './painter'
export { Typewriter, type Ending, type State } from './typewriter'
export { Typist, type TypistOptions } from './typist'
