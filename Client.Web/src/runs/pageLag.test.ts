// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PageLag } from './pageLag'

let [hidden, lag] = [false, new PageLag()]

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => hidden)
  hidden = false
  lag = new PageLag()
  lag.look()
})
afterEach(() => {
  lag.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function show(isHidden: boolean) {
  hidden = isHidden
  document.dispatchEvent(new Event('visibilitychange'))
}

it('a page whose timers run is not busy, however long nothing comes', () => {
  vi.advanceTimersByTime(60_000)

  expect(lag.look()).toEqual({ busyMs: 0, hidden: false })
})

it('tells how long nothing could run, all times together, and once', () => {
  const now = vi.spyOn(performance, 'now')
  let passed = performance.now()
  now.mockImplementation(() => passed)
  passed += 900
  vi.advanceTimersByTime(200)
  passed += 1300

  expect(lag.look()).toEqual({ busyMs: 1800, hidden: false })
  expect(lag.look()).toEqual({ busyMs: 0, hidden: false })
})

it('a tab that was hidden for some of the time was hidden, though it is to be seen again', () => {
  show(true)
  show(false)

  expect(lag.look().hidden).toBe(true)
  expect(lag.look().hidden).toBe(false)
})

it('leaves no timer behind', () => {
  lag.stop()

  expect(vi.getTimerCount()).toBe(0)
})
