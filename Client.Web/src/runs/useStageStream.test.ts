// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'
import { FakeHubLink, refusal } from '../testing/fakeHubLink'
import { FakeSource } from '../testing/fakeSource'
import { useStageStream, type StreamAddress } from './useStageStream'

let link: FakeHubLink
vi.mock('../hub/connectHub', () => ({ connectHub: () => link }))

/** Asks why a stream is not opened. */
const asked = vi.fn()

let scope: EffectScope
const address = ref<StreamAddress | null>(null)
const heard: unknown[] = []
const last = () => FakeSource.opened.at(-1)!
const settled = () => vi.advanceTimersByTimeAsync(0)

function read() {
  scope = effectScope()
  return scope.run(() =>
    useStageStream(address, {
      started: () => heard.push('started'),
      complete: (text) => heard.push(text),
      error: (code) => heard.push(code),
    }),
  )!
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', FakeSource)
  vi.stubGlobal('fetch', asked)
  asked.mockReset().mockRejectedValue(new TypeError('Failed to fetch'))
  FakeSource.opened = []
  heard.length = 0
  address.value = { stream: '/api/text_stream/stage2/try-1', params: { prompt: 'a bird' } }
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('reads a stage stream to its end', async () => {
  const { text, complete, outcome } = read()
  expect(last().url.pathname + last().url.search).toBe('/api/text_stream/stage2/try-1?prompt=a+bird')
  last().say('connected', {})
  last().say('chunk', { text_chunk: 'A blue ' }, '7')
  last().say('chunk', { text_chunk: 'bird' }, '11')
  expect([text.value, complete.value]).toEqual(['A blue bird', false])
  last().say('complete', { final_text: 'A blue bird' }, '11.end')
  await settled()

  expect([complete.value, outcome.value, heard, last().readyState]).toEqual([true, 'Completed', ['started', 'A blue bird'], 2])
})

it('goes on at the exact character when the browser gave up', async () => {
  const { text } = read()
  last().say('connected', {})
  last().say('chunk', { text_chunk: 'A blue ' }, '7')
  last().giveUp()
  await vi.advanceTimersByTimeAsync(500)
  expect(FakeSource.opened.length).toBe(2)
  expect(last().url.searchParams.get('offset')).toBe('7')
  last().say('connected', {})
  last().say('chunk', { text_chunk: 'ue bird' }, '11')

  expect([text.value, heard]).toEqual(['A blue bird', ['started']])
})

it('says when nobody answers', async () => {
  const { outcome } = read()
  for (let n = 0; n < 6; n++) {
    last().giveUp()
    await vi.advanceTimersByTimeAsync(10_000)
  }

  expect([heard, outcome.value]).toEqual([['disconnected'], 'Failed'])
})

const problem = (status: number, body: object, retryAfter: string | null = null) => ({
  ok: status < 300,
  status,
  headers: { get: () => retryAfter },
  text: async () => JSON.stringify(body),
})

it.each([
  [401, 'access_denied'],
  [404, 'run_not_found'],
  [409, 'conflict'],
  [416, 'offset_out_of_range'],
])('says why it is refused: %i', async (status, code) => {
  asked.mockResolvedValue(problem(status, { code }))
  read()
  last().giveUp()
  await settled()

  expect([heard, FakeSource.opened.length]).toEqual([[code], 1])
})

it('comes back when the server said, to one that is busy', async () => {
  asked.mockResolvedValue(problem(503, { code: 'busy' }, '7'))
  const { text } = read()
  last().giveUp()
  await vi.advanceTimersByTimeAsync(6900)
  expect(FakeSource.opened.length).toBe(1)
  await vi.advanceTimersByTimeAsync(200)
  last().say('chunk', { text_chunk: 'A blue ' }, '7')

  expect([FakeSource.opened.length, text.value]).toEqual([2, 'A blue '])
})

it('once begun is opened anew for as long as somebody reads, whatever a proxy answers', async () => {
  const { text } = read()
  last().say('connected', {})
  last().say('chunk', { text_chunk: 'A blue ' }, '7')
  asked.mockResolvedValue(problem(502, {}))
  for (let n = 0; n < 30; n++) {
    last().giveUp()
    await vi.advanceTimersByTimeAsync(10_100)
  }
  expect(last().url.searchParams.get('offset')).toBe('7')
  last().say('chunk', { text_chunk: 'bird' }, '11')

  expect([text.value, heard]).toEqual(['A blue bird', ['started']])
})

it('is opened anew after a silence, and when it does not open', async () => {
  read()
  await vi.advanceTimersByTimeAsync(9900)
  expect(FakeSource.opened.length).toBe(1)
  await vi.advanceTimersByTimeAsync(700)
  expect([FakeSource.opened.length, FakeSource.opened[0]!.readyState]).toEqual([2, 2])
  last().say('connected', {})
  await vi.advanceTimersByTimeAsync(19_000)
  last().say('chunk', { text_chunk: 'A blue ' }, '7')
  await vi.advanceTimersByTimeAsync(19_000)
  expect(FakeSource.opened.length).toBe(2)
  await vi.advanceTimersByTimeAsync(1100)

  expect([FakeSource.opened.length, last().url.searchParams.get('offset')]).toEqual([3, '7'])
})

it('is opened anew at once when the network is back', async () => {
  read()
  last().say('connected', {})
  await vi.advanceTimersByTimeAsync(6000)
  dispatchEvent(new Event('online'))
  await settled()

  expect(FakeSource.opened.length).toBe(2)
})

it.each([['12'], ['']])('says that part of the text is missing: %s', async (id) => {
  const { text, outcome } = read()
  last().say('chunk', { text_chunk: 'A blue ' }, '7')
  last().say('chunk', { text_chunk: 'bird' }, id)
  await settled()

  expect([heard, text.value, outcome.value]).toEqual([['offset_gap'], 'A blue ', 'Failed'])
})

it('takes what was missing at the end from the ending', async () => {
  const { text } = read()
  last().say('chunk', { text_chunk: 'A blue ' }, '7')
  last().say('complete', { final_text: 'A blue bird' }, '11.end')
  await settled()

  expect([text.value, heard]).toEqual(['A blue bird', ['A blue bird']])
})

it('leaves no loop behind when its panel is gone, whatever it was waiting for', async () => {
  read()
  last().giveUp()
  await vi.advanceTimersByTimeAsync(0)
  scope.stop()
  await vi.advanceTimersByTimeAsync(600_000)

  expect([FakeSource.opened.length, vi.getTimerCount()]).toEqual([1, 0])
})

it('of the hub shares one line with its neighbours, and the last one closes it', async () => {
  link = new FakeHubLink()
  const close = vi.spyOn(link, 'close')
  const at = (stage: 'Interception' | 'Output') => ({ hub: '/hubs/interception', runId: 'run-1', stage }) as const
  address.value = at('Interception')
  read()
  const second = effectScope()
  second.run(() => useStageStream(at('Output')))
  await settled()
  link.cut()
  scope.stop()
  await settled()
  expect(close).not.toHaveBeenCalled()
  second.stop()
  await settled()

  expect(close).toHaveBeenCalledOnce()
})

it.each([
  ['blocked', 'blocked', '', 'Blocked'],
  ['error', 'stopped', 'A blue ', 'Stopped'],
  ['error', 'timeout', 'A blue ', 'Failed'],
])('tells how it ended: %s %s', async (name, code, left, ended) => {
  const { text, outcome } = read()
  last().say('chunk', { text_chunk: 'A blue ' }, '7')
  last().say(name, { code }, '7.end')
  await settled()

  expect([heard, text.value, outcome.value]).toEqual([[code], left, ended])
})

it('reads anew when the address changes, and nothing without one', async () => {
  const { text } = read()
  const first = last()
  first.say('chunk', { text_chunk: 'old' }, '3')
  address.value = { stream: '/api/text_stream/stage2/try-2' }
  await settled()
  first.say('chunk', { text_chunk: 'late' }, '7')
  last().say('chunk', { text_chunk: 'new' }, '3')
  expect([text.value, first.readyState]).toEqual(['new', 2])
  address.value = null
  await settled()

  expect([text.value, last().readyState, FakeSource.opened.length]).toEqual(['', 2, 2])
})

it('reads a stage at the hub, over a lost line, to the exact character', async () => {
  link = new FakeHubLink()
  const close = vi.spyOn(link, 'close')
  address.value = { hub: '/hubs/interception', runId: 'run-1', stage: 'Interception' }
  const { text, outcome } = read()
  await settled()
  link.open('StreamInterception').next('A blue ')
  link.cut()
  await settled()
  link.restore()
  await settled()
  expect(link.open('StreamInterception').args).toEqual(['run-1', 7])
  link.open('StreamInterception').next('bird')
  link.open('StreamInterception').complete()
  await settled()

  expect([text.value, outcome.value, heard]).toEqual(['A blue bird', 'Completed', ['started', 'A blue bird']])
  expect(close).toHaveBeenCalledOnce()
})

it('takes a blocked text of the hub back', async () => {
  link = new FakeHubLink()
  address.value = { hub: '/hubs/interception', runId: 'run-1', stage: 'Output' }
  const { text, outcome } = read()
  await settled()
  link.open('StreamOutput').next('A blue ')
  link.open('StreamOutput').error(refusal('blocked'))
  await settled()

  expect([text.value, outcome.value, heard]).toEqual(['', 'Blocked', ['started', 'blocked']])
})
