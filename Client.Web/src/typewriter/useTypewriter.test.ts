// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'
import { useTypewriter } from './useTypewriter'

let scope: EffectScope
const text = ref('')
const whole = ref(false)

function typed() {
  scope = effectScope()
  return scope.run(() => useTypewriter(text, whole))!
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'performance'] })
  text.value = ''
  whole.value = false
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('types what has arrived, and rests when nothing waits', () => {
  const { shown, typing } = typed()
  expect(vi.getTimerCount()).toBe(0)

  text.value = 'one two three'
  expect([shown.value, typing.value]).toEqual(['o', true])
  vi.advanceTimersByTime(1000)

  expect([shown.value, typing.value]).toEqual(['one two three', false])
  expect(vi.getTimerCount()).toBe(0)
})

it('takes a text back in the same moment', () => {
  const { shown } = typed()
  text.value = 'not for you'
  vi.advanceTimersByTime(1000)

  text.value = ''

  expect(shown.value).toBe('')
})

it('shows a finished text to the last character', () => {
  const { shown } = typed()
  text.value = 'the end'
  whole.value = true
  vi.advanceTimersByTime(700)

  expect(shown.value).toBe('the end')
})

it('does not type while nobody looks', () => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
  const { shown } = typed()

  text.value = 'unseen text'
  whole.value = true

  expect(shown.value).toBe('unseen text')
})

it('does not type for readers who want no motion', () => {
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList)
  const { shown } = typed()

  text.value = 'calm text'
  expect(shown.value).toBe('calm tex')
  vi.advanceTimersByTime(200)

  expect(shown.value).toBe('calm text')
})
