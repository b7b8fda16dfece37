export { paceOf, type Pace } from '../core/pace'
export { painter } from './painter'
export { Typewriter, type Ending, type State } from '../core/typewriter'
export { BrowserTypewriter, type BrowserTypewriterOptions } from './browserTypewriter'
