// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contractNames } from '../contracts/stageTraits'
import { refusal, type FakeHubLink } from '../testing/fakeHubLink'
import { FakePage, settled } from '../testing/fakePage'

const request = { text: 'a shy house' }
const asked = { ...request, key: expect.any(String) }
const keyOf = (link: FakeHubLink) => (link.calls[0]![1] as { key: string }).key

let page: FakePage

beforeEach(() => void (page = FakePage.fresh()))
afterEach(() => page.leave())

describe('a run', () => {
  it('opens its events and all four texts right at the start', async () => {
    const run = await page.started()

    expect(run.state.value.phase).toBe('starting')
    expect(page.link.calls).toEqual([['StartRun', asked]])
    expect(page.link.streams.map(({ method, args }) => [method, ...args])).toEqual([
      ['Watch', 'run-1', 0],
      ...contractNames.map((stage) => [`Stream${stage}`, 'run-1', 0]),
    ])
  })

  it("goes on with the child's version, or with none when nothing was changed", async () => {
    const run = await page.started()

    await run.continueWith(null)
    await run.continueWith('my words')

    expect(page.link.calls.slice(1)).toEqual([
      ['ContinueRun', 'run-1', null],
      ['ContinueRun', 'run-1', 'my words'],
    ])
  })

  it('stays paused and says why when going on is refused', async () => {
    const run = await page.started()
    page.happen({ type: 'run-pause', reason: 'revise' })
    page.link.answer = () => Promise.reject(refusal('busy'))

    await run.continueWith(null)

    expect([run.state.value.phase, run.refusal.value]).toEqual(['paused', 'busy'])
  })

  it('says why a start was refused', async () => {
    const run = page.open()
    page.link.answer = () => Promise.reject(refusal('rate_limited'))

    await run.start(request)

    expect([run.state.value.phase, run.refusal.value, location.hash]).toEqual(['none', 'rate_limited', ''])
  })

  it('is asked for again, as the same, when the line broke before the server answered', async () => {
    const run = page.open()
    page.link.answer = () => Promise.reject(new Error('WebSocket closed with status code: 1006 ().'))
    const starting = run.start(request)
    await settled()

    page.link.answer = () => ({ runId: 'run-1', stages: contractNames, voice: 'ollama' })
    page.link.restore()
    await starting

    expect(page.link.calls).toHaveLength(2)
    expect(page.link.calls[1]).toEqual(page.link.calls[0])
    expect(location.hash).toBe('#run=run-1')
  })

  it('has a key of its own, long enough to be a secret', async () => {
    await page.started()

    expect(keyOf(page.link)).toMatch(/^[0-9a-f]{32}$/)
  })

  it('that is stopped before the server has answered is stopped when it has', async () => {
    const run = page.open()
    let answerStart = (_: unknown) => {}
    page.link.answer = (method) => (method === 'StartRun' ? new Promise((resolve) => (answerStart = resolve)) : undefined)
    const starting = run.start(request)
    await settled()

    await run.stop()
    answerStart({ runId: 'late', stages: contractNames, voice: 'ollama' })
    await starting
    await settled()

    expect(run.state.value.phase).toBe('none')
    expect(page.link.calls).toEqual([
      ['StartRun', asked],
      ['StopRun', 'late'],
    ])
    expect(page.link.streams).toEqual([])
  })

  it('leaves nothing of itself to the next one', async () => {
    const run = await page.started()
    page.link.open('StreamInterception').next('old')
    page.happen({ type: 'run-pause', reason: 'revise' })
    const before = [...page.link.streams]
    page.link.answer = () => ({ runId: 'run-2', stages: contractNames, voice: 'ollama' })

    await run.start(request)
    await settled()
    before.forEach((stream) => expect(stream.disposed).toBe(true))

    expect(run.texts.Interception.text).toBe('')
    expect(page.link.calls).toContainEqual(['StopRun', 'run-1'])
    expect(page.link.open('StreamInterception').args).toEqual(['run-2', 0])
  })

  it('is left with everything that was known of it, and stopped', async () => {
    const run = await page.started()
    page.link.open('StreamInterception').next('mine')

    run.leave()
    await settled()

    expect(page.link.calls.at(-1)).toEqual(['StopRun', 'run-1'])
    expect([run.state.value.phase, run.texts.Interception.text, run.asked.value]).toEqual(['none', '', null])
    expect([location.hash, sessionStorage.length]).toEqual(['', 0])
  })
})
