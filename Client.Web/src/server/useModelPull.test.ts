// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { useModelPull } from './useModelPull'

let scope: EffectScope
let models: object[]
let asked: number

beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope()
  asked = 0
  vi.stubGlobal('fetch', async () => (asked++, { ok: true, status: 200, json: async () => models }))
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks once, and again only while something is fetched', async () => {
  models = [{ name: 'm', status: 'missing', pull: { completed: 1, total: 4 } }]
  const pull = scope.run(() => useModelPull(true, false))!
  await vi.advanceTimersByTimeAsync(0)
  expect(pull.value).toEqual({ completed: 1, total: 4 })

  models = [{ name: 'm', status: 'present' }]
  await vi.advanceTimersByTimeAsync(2000)
  expect([pull.value, asked, vi.getTimerCount()]).toEqual([null, 2, 0])
})

it('asks again while a model loads, and never behind a closed door', async () => {
  models = []
  const [open, loading] = [ref(false), ref(false)]
  scope.run(() => useModelPull(open, loading))
  await vi.advanceTimersByTimeAsync(5000)
  expect(asked).toBe(0)

  open.value = loading.value = true
  await nextTick()
  await vi.advanceTimersByTimeAsync(4100)
  expect(asked).toBe(3)
})
