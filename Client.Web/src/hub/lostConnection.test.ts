// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { contractNames } from '../contracts/stageTraits'
import { refusal } from '../testing/fakeHubLink'
import { FakePage, settled } from '../testing/fakePage'

const request = { text: 'a shy house' }

let page: FakePage

beforeEach(() => void (page = FakePage.fresh()))
afterEach(() => {
  page.leave()
  vi.restoreAllMocks()
})

describe('a lost line', () => {
  it('is taken up at the exact character and the next event', async () => {
    const run = await page.started()
    page.happen({ type: 'run-start', stages: contractNames, voice: 'ollama' })
    page.link.open('StreamPreInterception').next('idea')
    page.link.open('StreamPreInterception').complete()
    page.link.open('StreamInterception').next('Grüße 👩‍🚀')
    await settled()

    page.link.cut()
    await settled()
    expect(page.link.streams).toEqual([])
    page.link.restore()
    await settled()

    expect(page.link.streams.map(({ method, args }) => [method, ...args])).toEqual(
      expect.arrayContaining([
        ['Watch', 'run-1', 1],
        ['StreamInterception', 'run-1', 11],
        ['StreamPreOutput', 'run-1', 0],
        ['StreamOutput', 'run-1', 0],
      ]),
    )
    expect(
      page.link.streams.some(({ method }) => method === 'StreamPreInterception' && page.link.open(method).args[1] === 0),
    ).toBe(false)
    page.link.open('StreamInterception').next('!')
    expect(run.texts.Interception.text).toBe('Grüße 👩‍🚀!')
  })

  it('does not lose a stop', async () => {
    const run = await page.started()
    page.link.cut()

    const stopping = run.stop()
    await settled()
    expect(page.link.calls).toHaveLength(1)
    page.link.restore()
    await stopping

    expect(page.link.calls.at(-1)).toEqual(['StopRun', 'run-1'])
  })

  it('may come back to a server that has forgotten the run: what was read stays', async () => {
    const run = await page.started()
    page.link.open('StreamInterception').next('still here')
    page.link.cut()
    page.link.restore()
    await settled()

    page.link.streams.forEach((stream) => stream.error(refusal('run_not_found')))
    await settled()

    expect(run.state.value).toMatchObject({ phase: 'ended', outcome: 'Failed', code: 'run_not_found' })
    expect(run.texts.Interception.text).toBe('still here')
    expect([location.hash, sessionStorage.getItem('interception.run')]).toEqual(['', null])
  })

  it('asks again later when the server has too many streams', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    await page.started()
    const refused = page.link.open('StreamOutput')

    refused.error(refusal('rate_limited'))
    await vi.waitFor(() => expect(page.link.open('StreamOutput')).not.toBe(refused))

    expect(page.link.open('StreamOutput').args).toEqual(['run-1', 0])
  })
})

describe('a reload', () => {
  it('finds the run in the address', async () => {
    await page.started()
    expect(location.hash).toBe('#run=run-1')

    const run = page.open()
    await settled()
    page.link.open('StreamInterception').next('from the beginning')

    expect(page.link.calls).toEqual([])
    expect(page.link.open('StreamInterception').args).toEqual(['run-1', 0])
    expect(run.texts.Interception.text).toBe('from the beginning')
  })

  it('finds the run in what the tab remembers', async () => {
    await page.started()
    location.hash = ''

    page.open()
    await settled()

    expect(page.link.open('Watch').args).toEqual(['run-1', 0])
  })

  it('shows at once what was there, and types only what is new', async () => {
    await page.started()
    page.link.open('StreamInterception').next('was there, ')
    dispatchEvent(new Event('pagehide'))

    const run = page.open()
    await settled()
    page.link.open('StreamInterception').next('was there, is new')

    expect(run.texts.Interception).toMatchObject({ text: 'was there, is new', resumeAt: 11 })
  })

  it('in a second tab shows at once the stages that are over', async () => {
    await page.started()
    sessionStorage.clear()

    const run = page.open()
    await settled()
    page.endStage('Interception', 'Completed', 5)
    page.link.open('StreamInterception').next('over.')
    page.link.open('StreamOutput').next('now')

    expect([run.texts.Interception.resumeAt, run.texts.Output.resumeAt]).toEqual([Infinity, 0])
  })

  it('before the server has answered asks for the same run again', async () => {
    const run = page.open()
    page.link.answer = () => new Promise(() => {})
    void run.start(request)
    await settled()
    const first = page.link.calls[0]

    page.open()
    await settled()

    expect(page.link.calls[0]).toEqual(first)
    expect(location.hash).toBe('#run=run-1')
  })

  it('still knows what was asked for', async () => {
    await page.started()

    expect(page.open().asked.value?.text).toBe('a shy house')
  })
})

describe('another address', () => {
  it('is another run', async () => {
    const run = await page.started()

    location.hash = '#run=run-9'
    dispatchEvent(new Event('hashchange'))
    await settled()

    expect(page.link.open('Watch').args).toEqual(['run-9', 0])
    expect(run.asked.value).toBeNull()
  })
})
