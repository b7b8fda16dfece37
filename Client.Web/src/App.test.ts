// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contractNames, contractStages } from './contracts/stageTraits'
import { FakeVisit, stageEnd } from './testing/fakeVisit'

let child: FakeVisit

beforeEach(async () => {
  child = await FakeVisit.fresh().open()
})
afterEach(() => child.leave())

const runStart = { type: 'run-start', stages: contractNames, language: 'en', voice: 'ollama' }
const stageStart = (stage: string) => ({ type: 'stage-start', stage, model: 'm' })
const status = (stage: string, now: string) => ({ type: 'stage-status', stage, status: now })
const textOf = (id: string) => child.find(id).textContent

describe('the page', () => {
  it('starts only with an idea, and asks for exactly what is to be seen', async () => {
    expect(child.find<HTMLButtonElement>('start').disabled).toBe(true)
    await child.type('rules', 'tell it backwards')
    await child.start()

    const request = {
      text: 'a shy house',
      rules: 'tell it backwards',
      language: 'en',
      output: 'Story',
      translateTo: null,
      translateOutputTo: null,
      key: expect.any(String),
    }
    expect(child.link.calls).toEqual([['StartRun', request]])
    const disabled = (id: string) => child.find<HTMLButtonElement>(id).disabled
    expect([disabled('start'), disabled('stop')]).toEqual([true, false])
  })

  it('says what is happening', async () => {
    await child.start()
    await child.happen(runStart, { type: 'queue', position: 2, etaSeconds: [90, 150] })
    expect(textOf('status')).toBe('Waiting for the model: number 2 in line, about 2–3 minutes.')

    await child.happen(stageStart('Interception'), status('Interception', 'thinking'))
    expect(textOf('status')).toBe('Interception: The model is thinking before it writes.')
  })

  it('shows how far a missing model has been fetched', async () => {
    await child.start()
    await child.happen(runStart, stageStart('Interception'), status('Interception', 'loading-model'))
    await child.happen({ type: 'model-pull', stage: 'Interception', model: 'm', completed: 5, total: 8 })

    expect(textOf('pull')).toContain('The server is fetching the model: 62%')
    expect(child.find('pull').querySelector('progress')!.value).toBe(62)
  })

  it('has a panel for each stage of the server and of the run, also for one that is new to it', async () => {
    const panels = () => [...document.querySelectorAll('[data-testid^="text-"]')].map((text) => text.getAttribute('data-testid'))
    const encore = { stage: 'SecondLook', writes: true, pauses: false, translates: null }
    await child.open({ '/api/config': { characterIntervalMs: 0, stages: [...contractStages, encore] } })
    expect(panels()).toEqual([...contractNames, 'SecondLook'].map((stage) => `text-${stage}`))
    expect(textOf('tab-SecondLook')!.trim()).toBe('Second Look')

    await child.start()
    await child.happen({ ...runStart, stages: ['Output', 'SecondLook', 'Encore'] })
    expect(panels()).toEqual(['text-Output', 'text-SecondLook', 'text-Encore'])
    await child.goesThrough('Encore', 'Once more.')
    await child.until(() => textOf('text-Encore') === 'Once more.')
  }, 20_000)

  it('shows what a model writes as text, whatever it looks like', async () => {
    const evil = '<img src=x onerror=alert(1)> </textarea><script>1</script>'
    await child.start()
    await child.goesThrough('Output', evil)
    await child.until(() => textOf('text-Output') === evil)

    expect(textOf('text-Output')).toBe(evil)
    expect(child.find('text-Output').children).toHaveLength(0)
  })

  it.each([
    ['practice', 'practice', true],
    ['practice', 'ollama', false],
    ['ollama', 'practice', true],
  ])('says plainly before Start whether it is practice (%s); then the run says it (%s)', async (before, then, said) => {
    await child.open({ '/api/config': { voice: before } })
    expect(child.find('practice')?.textContent.includes('no AI') ?? false).toBe(before === 'practice')

    await child.start()
    await child.happen({ ...runStart, voice: then })
    expect(child.find('practice')?.textContent.includes('no AI') ?? false).toBe(said)
  })

  it('offers help first when somebody may need it', async () => {
    await child.start()
    const blocked = { outcome: 'Blocked', code: 'blocked', category: 'self-harm', chars: 0 }
    await child.happen(stageStart('PreInterception'), stageEnd('PreInterception', blocked))
    await child.happen({ type: 'run-end', outcome: 'Blocked', code: 'blocked' })

    expect(child.find('reason').querySelector('a')!.textContent).toContain('116\u00a0111')
    expect([child.find('retry'), child.find('alternative')]).toEqual([null, null])
  })

  it('has a way on after a block: ready ideas, of which one is only written down', async () => {
    await child.start('a bird kills a fence')
    const blocked = { outcome: 'Blocked', code: 'blocked', category: 'violence', chars: 0 }
    await child.happen(stageStart('PreInterception'), stageEnd('PreInterception', blocked))
    await child.happen({ type: 'run-end', outcome: 'Blocked', code: 'blocked' })
    await child.until(() => child.find('alternative') !== null)
    child.link.calls.length = 0
    await child.press('alternative')

    expect(child.findAll('alternative')).toHaveLength(3)
    expect(child.find<HTMLTextAreaElement>('idea').value).toBe('A bird and a fence become friends')
    expect(child.link.calls).toEqual([])
  })

  it('shows what has changed, and asks a question when all is done', async () => {
    await child.pause('Once there was a house.')
    await child.press('show-changes')
    await child.until(() => child.find('changes') !== null)
    const kept = [...child.find('changes').querySelectorAll('mark')].map((word) => word.textContent)
    expect(kept).toEqual(['house', 'house'])

    await child.press('tab-Interception')
    await child.press('continue')
    await child.happen({ type: 'run-continue', revised: false })
    await child.goesThrough('Output', 'The end.')
    await child.happen({ type: 'run-end', outcome: 'Completed', code: null })
    await child.until(() => child.find('question') !== null)
    expect(textOf('question')).toContain('What does your idea know now')
    expect(child.find('large')).not.toBeNull()
  })

  it('tells a reason that it does not know as a defect', async () => {
    await child.start()
    await child.happen({ type: 'run-end', outcome: 'Failed', code: 'something_new' })

    expect(textOf('reason')).toContain('Something broke on the server')
  })

  it('says when to come back, and offers it then', async () => {
    await child.start()
    await child.happen({ type: 'run-end', at: Date.now() + 1500, outcome: 'Failed', code: 'busy', retryAfterMs: 3000 })
    expect(textOf('retry-after')).toMatch(/^Ready again in [3-6] seconds\.$/)
    expect(child.find('retry')).toBeNull()

    await child.open()
    await child.start()
    await child.happen({ type: 'run-end', outcome: 'Failed', code: 'busy', retryAfterMs: 3000 })
    child.link.calls.length = 0
    await child.press('retry')
    expect(child.link.calls[0]).toMatchObject(['StartRun', { text: 'a shy house' }])
  })
})
