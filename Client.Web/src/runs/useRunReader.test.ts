// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { refusal } from '../testing/fakeHubLink'
import { FakePage, settled } from '../testing/fakePage'

let page: FakePage

beforeEach(() => void (page = FakePage.fresh()))
afterEach(() => {
  page.leave()
  vi.restoreAllMocks()
})

describe('the texts of a run', () => {
  it('collects the pieces of each stage', async () => {
    const run = await page.started()

    page.link.open('StreamInterception').next('Es war ')
    page.link.open('StreamInterception').next('einmal')

    expect(run.texts.Interception.text).toBe('Es war einmal')
    expect(run.texts.Output.text).toBe('')
  })

  it('shows a text that comes in one piece', async () => {
    const run = await page.started()

    page.link.open('StreamOutput').next('All of it.')
    page.link.open('StreamOutput').complete()
    await settled()

    expect(run.texts.Output).toMatchObject({ text: 'All of it.', ended: true })
  })
})

describe('the end of a stage', () => {
  it('that overtakes the last piece does not cut the text', async () => {
    const run = await page.started()
    page.link.open('StreamInterception').next('nearly ')

    page.endStage('Interception', 'Completed', 10)
    expect(run.isWhole('Interception')).toBe(false)
    page.link.open('StreamInterception').next('all')

    expect(run.texts.Interception.text).toBe('nearly all')
    expect(run.isWhole('Interception')).toBe(true)
  })

  it.each(['stopped', 'truncated', 'provider_interrupted', 'timeout'])(
    'keeps what was written when it ends as %s',
    async (code) => {
      const run = await page.started()
      page.link.open('StreamOutput').next('half a ')

      page.link.open('StreamOutput').error(refusal(code))
      await settled()

      expect(run.texts.Output).toMatchObject({ text: 'half a ', ended: true })
    },
  )

  it('removes a blocked text at once, and what still comes of it', async () => {
    const run = await page.started()
    page.link.open('StreamOutput').next('shown, ')

    page.endStage('Output', 'Blocked', 12)
    expect(run.texts.Output.text).toBe('')
    page.link.open('StreamOutput').next('late ')

    expect(run.texts.Output.text).toBe('')
  })

  it('removes a blocked text also when its stream says so first', async () => {
    const run = await page.started()
    page.link.open('StreamOutput').next('shown')

    page.link.open('StreamOutput').error(refusal('blocked'))
    await settled()

    expect(run.texts.Output).toMatchObject({ text: '', ended: true })
  })
})

describe('the trace', () => {
  it('tells stage, offset, length and gap of each piece, never its text', async () => {
    const said = vi.spyOn(console, 'info').mockImplementation(() => {})
    history.replaceState(null, '', '?debug')
    await page.started()
    history.replaceState(null, '', location.pathname)

    page.link.open('StreamOutput').next('secret')
    page.link.open('StreamOutput').next('!')

    expect(said.mock.calls.flat()).toEqual([
      expect.stringMatching(/^\[interception] Output offset=0 length=6 gap=0ms$/),
      expect.stringMatching(/^\[interception] Output offset=6 length=1 gap=\d+ms$/),
    ])
  })
})
