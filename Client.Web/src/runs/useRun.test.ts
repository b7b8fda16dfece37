// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { stages } from '../contracts/contracts'
import { FakeLink, refusal } from './fakeLink'
import { useRun, type Run } from './useRun'

const request = { text: 'a shy house' }
const settled = () => new Promise((resolve) => setTimeout(resolve))

let link: FakeLink
let scope: EffectScope
let seq: number

function page(): Run {
  scope = effectScope()
  return scope.run(() => useRun(link))!
}

async function startedRun(): Promise<Run> {
  const run = page()
  await run.start(request)
  await settled()
  return run
}

const happen = (fields: object) => link.open('Watch').next({ seq: ++seq, at: 0, ...fields })
const endStage = (stage: string, outcome: string, chars: number) =>
  happen({ type: 'stage-end', stage, outcome, code: outcome === 'Completed' ? null : outcome.toLowerCase(), chars })

beforeEach(() => {
  link = new FakeLink()
  seq = 0
  sessionStorage.clear()
  location.hash = ''
})

afterEach(() => {
  scope.stop()
  vi.restoreAllMocks()
})

describe('a run', () => {
  it('opens its events and all four texts right at the start', async () => {
    const run = await startedRun()

    expect(run.state.value.phase).toBe('starting')
    expect(link.calls).toEqual([['StartRun', request]])
    expect(link.streams.map(({ method, args }) => [method, ...args])).toEqual([
      ['Watch', 'run-1', 0],
      ...stages.map((stage) => [`Stream${stage}`, 'run-1', 0]),
    ])
  })

  it('collects the pieces of each stage', async () => {
    const run = await startedRun()

    link.open('StreamInterception').next('Es war ')
    link.open('StreamInterception').next('einmal')

    expect(run.texts.Interception.text).toBe('Es war einmal')
    expect(run.texts.Output.text).toBe('')
  })

  it('shows a text that comes in one piece', async () => {
    const run = await startedRun()

    link.open('StreamOutput').next('All of it.')
    link.open('StreamOutput').complete()
    await settled()

    expect(run.texts.Output).toEqual({ text: 'All of it.', ended: true })
  })

  it("goes on with the child's version, or with none when nothing was changed", async () => {
    const run = await startedRun()

    await run.continueWith(null)
    await run.continueWith('my words')

    expect(link.calls.slice(1)).toEqual([
      ['ContinueRun', 'run-1', null],
      ['ContinueRun', 'run-1', 'my words'],
    ])
  })

  it('stays paused and says why when going on is refused', async () => {
    const run = await startedRun()
    happen({ type: 'run-pause', reason: 'revise' })
    link.answer = () => Promise.reject(refusal('busy'))

    await run.continueWith(null)

    expect([run.state.value.phase, run.refusal.value]).toEqual(['paused', 'busy'])
  })

  it('says why a start was refused', async () => {
    const run = page()
    link.answer = () => Promise.reject(refusal('rate_limited'))

    await run.start(request)

    expect([run.state.value.phase, run.refusal.value, location.hash]).toEqual(['none', 'rate_limited', ''])
  })

  it('says that the line broke when nobody knows whether it started', async () => {
    const run = page()
    link.answer = () => Promise.reject(new Error('WebSocket closed with status code: 1006 ().'))

    await run.start(request)

    expect(run.refusal.value).toBe('disconnected')
  })

  it('that is stopped before the server has answered is stopped when it has', async () => {
    const run = page()
    let answerStart = (_: unknown) => {}
    link.answer = (method) => (method === 'StartRun' ? new Promise((resolve) => (answerStart = resolve)) : undefined)
    const starting = run.start(request)
    await settled()

    await run.stop()
    answerStart({ runId: 'late', stages: [], voice: 'ollama' })
    await starting
    await settled()

    expect(run.state.value.phase).toBe('none')
    expect(link.calls).toEqual([
      ['StartRun', request],
      ['StopRun', 'late'],
    ])
    expect(link.streams).toEqual([])
  })

  it('leaves nothing of itself to the next one', async () => {
    const run = await startedRun()
    link.open('StreamInterception').next('old')
    happen({ type: 'run-pause', reason: 'revise' })
    const before = [...link.streams]
    link.answer = () => ({ runId: 'run-2', stages: [], voice: 'ollama' })

    await run.start(request)
    await settled()
    before.forEach((stream) => expect(stream.disposed).toBe(true))

    expect(run.texts.Interception.text).toBe('')
    expect(link.calls).toContainEqual(['StopRun', 'run-1'])
    expect(link.open('StreamInterception').args).toEqual(['run-2', 0])
  })
})

describe('the end of a stage', () => {
  it('that overtakes the last piece does not cut the text', async () => {
    const run = await startedRun()
    link.open('StreamInterception').next('nearly ')

    endStage('Interception', 'Completed', 10)
    expect(run.isWhole('Interception')).toBe(false)
    link.open('StreamInterception').next('all')

    expect(run.texts.Interception.text).toBe('nearly all')
    expect(run.isWhole('Interception')).toBe(true)
  })

  it.each(['stopped', 'truncated', 'provider_interrupted', 'timeout'])(
    'keeps what was written when it ends as %s',
    async (code) => {
      const run = await startedRun()
      link.open('StreamOutput').next('half a ')

      link.open('StreamOutput').error(refusal(code))
      await settled()

      expect(run.texts.Output).toEqual({ text: 'half a ', ended: true })
    },
  )

  it('removes a blocked text at once, and what still comes of it', async () => {
    const run = await startedRun()
    link.open('StreamOutput').next('shown, ')

    endStage('Output', 'Blocked', 12)
    expect(run.texts.Output.text).toBe('')
    link.open('StreamOutput').next('late ')

    expect(run.texts.Output.text).toBe('')
  })

  it('removes a blocked text also when its stream says so first', async () => {
    const run = await startedRun()
    link.open('StreamOutput').next('shown')

    link.open('StreamOutput').error(refusal('blocked'))
    await settled()

    expect(run.texts.Output).toEqual({ text: '', ended: true })
  })
})

describe('a lost line', () => {
  it('is taken up at the exact character and the next event', async () => {
    const run = await startedRun()
    happen({ type: 'run-start', stages: [], voice: 'ollama' })
    link.open('StreamPreInterception').next('idea')
    link.open('StreamPreInterception').complete()
    link.open('StreamInterception').next('Grüße 👩‍🚀')
    await settled()

    link.cut()
    await settled()
    expect(link.streams).toEqual([])
    link.restore()
    await settled()

    expect(link.streams.map(({ method, args }) => [method, ...args])).toEqual(
      expect.arrayContaining([
        ['Watch', 'run-1', 1],
        ['StreamInterception', 'run-1', 11],
        ['StreamPreOutput', 'run-1', 0],
        ['StreamOutput', 'run-1', 0],
      ]),
    )
    expect(
      link.streams.some(({ method }) => method === 'StreamPreInterception' && link.open(method).args[1] === 0),
    ).toBe(false)
    link.open('StreamInterception').next('!')
    expect(run.texts.Interception.text).toBe('Grüße 👩‍🚀!')
  })

  it('does not lose a stop', async () => {
    const run = await startedRun()
    link.cut()

    const stopping = run.stop()
    await settled()
    expect(link.calls).toHaveLength(1)
    link.restore()
    await stopping

    expect(link.calls.at(-1)).toEqual(['StopRun', 'run-1'])
  })

  it('may come back to a server that has forgotten the run: what was read stays', async () => {
    const run = await startedRun()
    link.open('StreamInterception').next('still here')
    link.cut()
    link.restore()
    await settled()

    link.streams.forEach((stream) => stream.error(refusal('run_not_found')))
    await settled()

    expect(run.state.value).toMatchObject({ phase: 'ended', outcome: 'Failed', code: 'run_not_found' })
    expect(run.texts.Interception.text).toBe('still here')
    expect([location.hash, sessionStorage.getItem('interception.run')]).toEqual(['', null])
  })

  it('asks again later when the server has too many streams', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    await startedRun()
    const refused = link.open('StreamOutput')

    refused.error(refusal('rate_limited'))
    await vi.waitFor(() => expect(link.open('StreamOutput')).not.toBe(refused))

    expect(link.open('StreamOutput').args).toEqual(['run-1', 0])
  })
})

describe('a reload', () => {
  it('finds the run in the address', async () => {
    await startedRun()
    expect(location.hash).toBe('#run=run-1')
    scope.stop()
    link = new FakeLink()

    const run = page()
    await settled()
    link.open('StreamInterception').next('from the beginning')

    expect(link.calls).toEqual([])
    expect(link.open('StreamInterception').args).toEqual(['run-1', 0])
    expect(run.texts.Interception.text).toBe('from the beginning')
  })

  it('finds the run in what the tab remembers', async () => {
    await startedRun()
    scope.stop()
    location.hash = ''
    link = new FakeLink()

    page()
    await settled()

    expect(link.open('Watch').args).toEqual(['run-1', 0])
  })
})

describe('the trace', () => {
  it('tells stage, offset, length and gap of each piece, never its text', async () => {
    const said = vi.spyOn(console, 'info').mockImplementation(() => {})
    history.replaceState(null, '', '?debug')
    await startedRun()
    history.replaceState(null, '', location.pathname)

    link.open('StreamOutput').next('secret')
    link.open('StreamOutput').next('!')

    expect(said.mock.calls.flat()).toEqual([
      expect.stringMatching(/^\[interception] Output offset=0 length=6 gap=0ms$/),
      expect.stringMatching(/^\[interception] Output offset=6 length=1 gap=\d+ms$/),
    ])
  })
})
