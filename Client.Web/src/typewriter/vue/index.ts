export * from '../browser/index'
export { default as TypewriterText } from './TypewriterText.vue'
export { useTypewriter, type UseTypewriterOptions } from './useTypewriter'
