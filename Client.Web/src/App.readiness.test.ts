// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { en } from './i18n/en'
import { refusal } from './testing/fakeHubLink'
import { FakeVisit, settled, stageEnd } from './testing/fakeVisit'

let child: FakeVisit

const missing = ['The model local/gpt-oss:20b is missing: ollama pull gpt-oss:20b']
const textOf = (id: string) => child.find(id)?.textContent

beforeEach(() => {
  child = FakeVisit.fresh()
})
afterEach(() => {
  child.leave()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('what is missing', () => {
  it('is said above Start in the page’s words, with the operator’s sentence below', async () => {
    await child.open({ '/api/config': { voice: 'ollama', missing } })

    const note = child.find('not-ready')
    expect(note.textContent).toContain('Not ready yet')
    expect(note.querySelector('[lang="en"]')!.textContent).toBe(missing[0])
    expect(note.compareDocumentPosition(child.find('start')) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
    await child.choose('language', 'de')
    expect(textOf('not-ready')).toContain('Noch nicht bereit')
  })

  it('is not said of a server that is ready, or that does not tell', async () => {
    await child.open({ '/api/config': { voice: 'ollama', missing: [] } })
    expect(child.find('not-ready')).toBeNull()
    await child.open({ '/api/config': { voice: 'ollama' } })
    expect(child.find('not-ready')).toBeNull()
  })

  it('goes away by itself, and is asked for only while somebody looks', async () => {
    vi.useFakeTimers()
    const opening = child.open({ '/api/config': { voice: 'ollama', missing } })
    await vi.advanceTimersByTimeAsync(100)
    await opening
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    document.dispatchEvent(new Event('visibilitychange'))
    child.answers = { '/api/config': { voice: 'ollama', missing: [] } }
    await vi.advanceTimersByTimeAsync(60_000)
    expect(child.find('not-ready')).not.toBeNull()

    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.advanceTimersByTimeAsync(10)
    expect(child.find('not-ready')).toBeNull()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('goes away within seconds of being there', async () => {
    vi.useFakeTimers()
    const opening = child.open({ '/api/config': { voice: 'ollama', missing } })
    await vi.advanceTimersByTimeAsync(100)
    await opening
    child.answers = { '/api/config': { voice: 'ollama', missing: [] } }
    await vi.advanceTimersByTimeAsync(7000)

    expect(child.find('not-ready')).toBeNull()
  })

  it('is looked for when a run fails for want of it', async () => {
    await child.open({ '/api/config': { voice: 'ollama', missing: [] } })
    await child.start()
    child.answers = { '/api/config': { voice: 'ollama', missing } }
    await child.happen({ type: 'stage-start', stage: 'Interception', model: 'm' })
    await child.happen(stageEnd('Interception', { outcome: 'Failed', code: 'model_missing', chars: 0 }))
    await child.happen({ type: 'run-end', outcome: 'Failed', code: 'model_missing' })
    await settled()

    expect(textOf('reason')).toContain('The model is not on the server')
    expect(child.find('retry')).toBeNull()
    expect(child.find('not-ready')).not.toBeNull()
  })
})

it('practice ends by itself when a model has come, and says how one comes', async () => {
  vi.useFakeTimers()
  const opening = child.open({ '/api/config': { voice: 'practice', missing: [] } })
  await vi.advanceTimersByTimeAsync(100)
  await opening
  expect(textOf('practice')).toContain('ollama pull')

  child.answers = { '/api/config': { voice: 'ollama', missing: [] } }
  await vi.advanceTimersByTimeAsync(40_000)
  expect(child.find('practice')).toBeNull()
})

it('an Ollama without a model keeps nobody from practice', async () => {
  await child.open({ '/api/config': { voice: 'practice', missing: ['Ollama has no model that can write'] } })

  expect(child.find('practice')).not.toBeNull()
  expect(child.find('not-ready')).toBeNull()
})

it('a check that failed its own test is no “try again”: the start says what it is', async () => {
  await child.open({ '/api/config': { voice: 'ollama' } })
  child.link.answer = () => Promise.reject(refusal('safety_unavailable'))
  await child.start()

  expect(textOf('reason')).toContain(en.reason.noCheck)
  expect(child.find('reason').querySelector('[lang="en"]')!.textContent).toBe('A sentence.')
  expect(child.find('retry')).toBeNull()
})

it('a model that did not want to is said to have not wanted to', async () => {
  await child.open()
  await child.start()
  await child.happen({ type: 'stage-start', stage: 'Interception', model: 'm' })
  await child.happen({ type: 'stage-status', stage: 'Interception', status: 'writing' })
  await child.happen(stageEnd('Interception', { outcome: 'Blocked', code: 'blocked', category: 'other', chars: 0 }))
  await child.happen({ type: 'run-end', outcome: 'Blocked', code: 'blocked' })

  expect(textOf('reason')).toContain('The model did not want to write this')
  expect(child.find('retry')).toBeNull()
})

it('experts see which model does what', async () => {
  const models = [
    { name: 'local/tiny', jobs: ['Interception', 'Output', 'Translation'], status: 'present' },
    { name: 'local/llama-guard3:1b', jobs: ['Safety'], status: 'missing' },
  ]
  await child.open({ '/api/config': { voice: 'ollama' }, '/api/models': models })
  expect(child.find('models')).toBeNull()
  await child.choose('mode', 'expert')
  await child.until(() => child.find('models') !== null)

  expect(textOf('models')).toContain('local/tiny')
  expect(textOf('models')).toContain('interception, piece, translation')
  expect(textOf('models')).toContain('checkmissing')
  await child.choose('mode', 'youth')
})
