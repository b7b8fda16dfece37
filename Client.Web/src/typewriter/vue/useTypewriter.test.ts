// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'
import type { Ending } from '../core/typewriter'
import { useTypewriter } from './useTypewriter'

let scope: EffectScope
const text = ref('')
const complete = ref(false)
const outcome = ref<Ending | null>(null)
const nextStageStarted = ref(false)
const resumeAt = ref(0)
const long = 'All is calm here. '.repeat(30)

function typed() {
  scope = effectScope()
  return scope.run(() => useTypewriter(text, complete, { outcome, nextStageStarted, resumeAt }))!
}

function look(attention: { hidden?: boolean; reducedMotion?: boolean }) {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(attention.hidden ?? false)
  document.dispatchEvent(new Event('visibilitychange'))
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'performance', 'setTimeout', 'clearTimeout'] })
  text.value = ''
  complete.value = nextStageStarted.value = false
  outcome.value = null
  resumeAt.value = 0
})

afterEach(() => {
  scope.stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('types what has arrived, and rests when nothing waits', () => {
  const { shown, typing, state } = typed()
  expect(vi.getTimerCount()).toBe(0)

  text.value = 'one two three'
  expect([shown.value, typing.value]).toEqual(['', true])
  vi.advanceTimersByTime(150)
  expect('one two three'.startsWith(shown.value) && shown.value !== '').toBe(true)
  vi.advanceTimersByTime(1000)

  expect([shown.value, typing.value, state.value]).toEqual(['one two three', false, 'live'])
  expect(vi.getTimerCount()).toBe(0)
})

it('shows a finished text to the last character', () => {
  const { shown, state } = typed()
  text.value = 'the end'
  complete.value = true
  vi.advanceTimersByTime(700)

  expect([shown.value, state.value]).toEqual(['the end', 'done'])
})

it('takes a text back in the same moment, and begins the next one anew', () => {
  const { shown } = typed()
  text.value = 'not for you'
  vi.advanceTimersByTime(1000)
  text.value = ''
  expect(shown.value).toBe('')
  text.value = 'for you'
  vi.advanceTimersByTime(1000)

  expect(shown.value).toBe('for you')
})

it('takes a blocked text back in the same moment, what waits included', () => {
  const { shown, typing, state } = typed()
  text.value = long
  vi.advanceTimersByTime(200)
  outcome.value = 'Blocked'

  expect([shown.value, typing.value, state.value]).toEqual(['', false, 'frozen'])
  text.value = ''
  outcome.value = null
  text.value = 'another'
  vi.advanceTimersByTime(1000)
  expect(shown.value).toBe('another')
})

it.each(['Stopped', 'Failed', 'Truncated'] as const)('shows at once what there is: %s', (ending) => {
  const { shown } = typed()
  text.value = long
  vi.advanceTimersByTime(200)
  outcome.value = ending
  expect(shown.value.length).toBeGreaterThan(long.length - 2)
  text.value = long + 'its last piece'
  complete.value = true

  expect(shown.value).toBe(long + 'its last piece')
})

it('does not hold the next stage up', () => {
  const { shown } = typed()
  text.value = long
  vi.advanceTimersByTime(100)
  nextStageStarted.value = true
  vi.advanceTimersByTime(270)

  expect(shown.value.length).toBeGreaterThan(long.length - 2)
})

it('does not type again what was seen before a reload', () => {
  resumeAt.value = 100
  const { shown } = typed()
  text.value = long
  vi.advanceTimersByTime(17)

  expect(shown.value.slice(0, 100)).toBe(long.slice(0, 100))
  expect(shown.value.length).toBeLessThan(105)
})

describe('a replay', () => {
  const replay = () => {
    const typewriter = typed()
    text.value = long
    complete.value = true
    vi.advanceTimersByTime(500)
    expect([typewriter.state.value, typewriter.shown.value.length < 50]).toEqual(['replay', true])
    return typewriter
  }

  it.each([
    ['a click', () => document.dispatchEvent(new MouseEvent('click'))],
    ['Escape', () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))],
    ['Space', () => document.dispatchEvent(new KeyboardEvent('keydown', { key: ' ' }))],
  ])('is cut short by %s', (_, act) => {
    const { shown, state } = replay()
    act()

    expect([shown.value, state.value]).toEqual([long, 'done'])
  })

  it('is not cut short by a space in a text', () => {
    const { state } = replay()
    const field = document.body.appendChild(document.createElement('textarea'))
    field.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))
    field.remove()

    expect(state.value).toBe('replay')
  })
})

it('live text is not changed by a click', () => {
  const { shown } = typed()
  text.value = long
  vi.advanceTimersByTime(200)
  document.dispatchEvent(new MouseEvent('click'))

  expect(shown.value.length).toBeLessThan(long.length / 2)
})

describe('while nobody looks', () => {
  it('text is shown as it comes', () => {
    look({ hidden: true })
    const { shown } = typed()
    text.value = 'unseen text'
    complete.value = true
    expect(shown.value).toBe('unseen text')
  })

  it('what waits is shown at once, and typing goes on when somebody looks again', () => {
    const { shown } = typed()
    text.value = long
    vi.advanceTimersByTime(200)
    look({ hidden: true })
    expect(shown.value.length).toBeGreaterThan(long.length - 2)
    look({ hidden: false })
    text.value = long + long
    vi.advanceTimersByTime(20)

    expect(shown.value.length).toBeLessThan(2 * long.length)
  })

  it('is what it means when no frames come', () => {
    const { shown } = typed()
    vi.stubGlobal('requestAnimationFrame', () => 1)
    text.value = long
    vi.advanceTimersByTime(499)
    expect(shown.value).toBe('')
    vi.advanceTimersByTime(1)
    expect(shown.value.length).toBeGreaterThan(long.length - 2)
    text.value = long + 'more.'
    expect(shown.value.length).toBeGreaterThan(long.length)
    vi.unstubAllGlobals()
  })
})

it('follows the wish for no motion, even in mid-sentence', () => {
  const query = Object.assign(new EventTarget(), { matches: true })
  vi.spyOn(window, 'matchMedia').mockReturnValue(query as unknown as MediaQueryList)
  const { shown } = typed()
  text.value = 'One. Two. Thr'
  vi.advanceTimersByTime(20)
  expect(shown.value).toBe('One. Two.')

  query.matches = false
  query.dispatchEvent(new Event('change'))
  text.value = 'One. Two. Three ' + long
  vi.advanceTimersByTime(60)
  expect(shown.value.length).toBeLessThan(40)
})

it('writes into one text node that only grows', () => {
  const { into } = typed()
  const element = document.createElement('p')
  into(element)
  text.value = long
  vi.advanceTimersByTime(200)
  const node = element.firstChild
  vi.advanceTimersByTime(2000)

  expect(element.childNodes.length).toBe(1)
  expect(element.firstChild).toBe(node)
  expect(element.textContent).toBe(long)
})
