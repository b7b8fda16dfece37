// @vitest-environment happy-dom
import { effectScope, nextTick, shallowRef } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useScrollAlong } from './useScrollAlong'

/** A place of 100 pixels whose content is as high as the test says. */
function place() {
  const element = document.createElement('div')
  let height = 100
  let room = 100
  Object.defineProperties(element, { clientHeight: { get: () => room }, scrollHeight: { get: () => height } })
  return {
    element,
    grow: (to: number) => ((height = to), grown.forEach((tell) => tell())),
    /** Another size; the browser scrolls to where there is still text, and tells of it before the page is told of the size. */
    turn(to: number, high: number) {
      height = high
      room = to
      element.scrollTop = Math.max(0, high - to)
      element.dispatchEvent(new Event('scroll'))
      grown.forEach((tell) => tell())
    },
  }
}

let grown: (() => void)[] = []

beforeEach(() => {
  grown = []
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(tell: () => void) {
        grown.push(tell)
      }
      observe() {}
      disconnect() {}
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

it('the text that is written stays in view, until the child scrolls away, and again when it comes back', async () => {
  const { element, grow } = place()
  const leaf = shallowRef('Interception')
  const scope = effectScope()
  scope.run(() => useScrollAlong(shallowRef(element), shallowRef(document.createElement('div')), () => true, () => leaf.value))
  await nextTick()
  const scroll = (to: number) => ((element.scrollTop = to), element.dispatchEvent(new Event('scroll')))

  grow(300)
  expect(element.scrollTop).toBe(300)
  scroll(20)
  grow(400)
  expect(element.scrollTop).toBe(20)
  scroll(290)
  grow(500)
  expect(element.scrollTop).toBe(500)

  scroll(0)
  leaf.value = 'Output'
  await nextTick()
  expect(element.scrollTop).toBe(500)
  scope.stop()
})

it('the text that is written stays in view when the tablet is turned, or letters change their size', async () => {
  const { element, grow, turn } = place()
  const scope = effectScope()
  scope.run(() => useScrollAlong(shallowRef(element), shallowRef(document.createElement('div')), () => true, () => 'Output'))
  await nextTick()
  grow(900)
  turn(400, 300)
  turn(100, 950)
  expect(element.scrollTop).toBe(950)
  grow(1000)
  expect(element.scrollTop).toBe(1000)
  scope.stop()
})
