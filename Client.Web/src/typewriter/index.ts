export { paceOf, type Pace } from './pace'
export { Typewriter, type Ending, type State } from './typewriter'
export { paint, Typist, type TypistOptions } from './typist'
