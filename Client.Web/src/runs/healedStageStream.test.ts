// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { FakeSource } from '../testing/fakeSource'
import { asked, heard, last, playStageStream, read, scope, settled } from '../testing/stageStreamVisit'

playStageStream()

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

it('leaves no loop behind when its panel is gone, whatever it was waiting for', async () => {
  read()
  last().giveUp()
  await vi.advanceTimersByTimeAsync(0)
  scope.stop()
  await vi.advanceTimersByTimeAsync(600_000)

  expect([FakeSource.opened.length, vi.getTimerCount()]).toEqual([1, 0])
})
