// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApp, nextTick, type App as VueApp } from 'vue'
import App from './App.vue'
import { FakeLink } from './runs/fakeLink'
import { useWords } from './words/useWords'

const settled = () => new Promise((resolve) => setTimeout(resolve, 20))
const find = <T extends HTMLElement>(id: string) => document.querySelector<T>(`[data-testid="${id}"]`)!
const press = async (id: string) => (find(id).click(), await settled())

async function type(id: string, text: string) {
  const field = find<HTMLTextAreaElement>(id)
  field.value = text
  field.dispatchEvent(new Event('input'))
  await nextTick()
}

async function choose(id: string, value: string) {
  const choice = find<HTMLSelectElement>(id)
  choice.value = value
  choice.dispatchEvent(new Event('change'))
  await nextTick()
}

let link: FakeLink
let app: VueApp
let seq: number

const happen = (fields: object) => link.open('Watch').next({ seq: ++seq, at: 0, ...fields })
const stageEnd = { type: 'stage-end', outcome: 'Completed', code: null, category: null }

async function startedPage() {
  await type('idea', 'a shy house')
  await press('start')
}

async function pausedPage(interception: string) {
  await startedPage()
  happen({ type: 'stage-start', stage: 'Interception', model: 'm' })
  link.open('StreamInterception').next(interception)
  happen({ ...stageEnd, stage: 'Interception', chars: interception.length })
  happen({ type: 'run-pause', reason: 'revise' })
  for (let tries = 0; !find('continue') && tries < 50; tries++) await settled()
}

function serve(answers: Record<string, unknown>) {
  const value = async (url: URL) => {
    const answer = answers[url.pathname]
    return { ok: answer !== undefined, json: async () => answer }
  }
  Object.defineProperty(globalThis, 'fetch', { value, configurable: true })
}

function open() {
  app = createApp(App, { link })
  app.mount('#app')
}

beforeEach(() => {
  serve({})
  sessionStorage.clear()
  location.hash = ''
  seq = 0
  link = new FakeLink()
  useWords().language.value = 'en'
  document.body.innerHTML = '<div id="app"></div>'
  open()
})

afterEach(() => app.unmount())

describe('the page', () => {
  it('starts only with an idea, and asks for exactly what is to be seen', async () => {
    expect(find<HTMLButtonElement>('start').disabled).toBe(true)
    await type('idea', 'a shy house')
    await type('rules', 'tell it backwards')
    await press('start')

    expect(link.calls).toEqual([
      [
        'StartRun',
        {
          text: 'a shy house',
          rules: 'tell it backwards',
          language: 'en',
          output: 'Story',
          translateTo: null,
          translateOutputTo: null,
          key: expect.any(String),
        },
      ],
    ])
    expect([find<HTMLButtonElement>('start').disabled, find<HTMLButtonElement>('stop').disabled]).toEqual([true, false])
  })

  it('says what is happening', async () => {
    await startedPage()
    happen({ type: 'run-start', stages: [], language: 'en', voice: 'ollama' })
    happen({ type: 'queue', position: 2, etaSeconds: [90, 150] })
    await nextTick()
    expect(find('status').textContent).toBe('Waiting for the model: number 2 in line, about 2 to 3 minutes.')

    happen({ type: 'stage-start', stage: 'Interception', model: 'm' })
    happen({ type: 'stage-status', stage: 'Interception', status: 'thinking' })
    await nextTick()
    expect(find('status').textContent).toBe('Interception: The model is thinking before it writes.')
  })

  it('shows what a model writes as text, whatever it looks like', async () => {
    const evil = '<img src=x onerror=alert(1)> </textarea><script>1</script>'
    await startedPage()
    link.open('StreamOutput').next(evil)
    link.open('StreamOutput').complete()
    for (let tries = 0; find('text-Output').textContent !== evil && tries < 60; tries++) await settled()

    expect(find('text-Output').textContent).toBe(evil)
    expect(find('text-Output').children).toHaveLength(0)
  })

  it('lets the child revise at the pause, and sends nothing when nothing was changed', async () => {
    await pausedPage('Once.')
    expect(find<HTMLTextAreaElement>('text-Interception').value).toBe('Once.')

    await press('continue')
    expect(link.calls.at(-1)).toEqual(['ContinueRun', 'run-1', null])
  })

  it("sends the child's version and keeps showing it", async () => {
    await pausedPage('Once.')
    await type('text-Interception', 'Twice.')
    await press('continue')
    happen({ type: 'run-continue', revised: true })
    await nextTick()

    expect(link.calls.at(-1)).toEqual(['ContinueRun', 'run-1', 'Twice.'])
    expect(find('text-Interception').textContent).toBe('Once.')
    expect(find('own-version').textContent).toBe('Twice.')
  })

  it('offers help first when somebody may need it', async () => {
    await startedPage()
    const blocked = { ...stageEnd, outcome: 'Blocked', code: 'blocked', category: 'self-harm', chars: 0 }
    happen({ type: 'stage-start', stage: 'PreInterception', model: 'm' })
    happen({ ...blocked, stage: 'PreInterception' })
    happen({ type: 'run-end', outcome: 'Blocked', code: 'blocked' })
    await nextTick()

    expect(find('reason').querySelector('a')!.textContent).toContain('116 111')
  })

  it('tells a reason that it does not know as a defect', async () => {
    await startedPage()
    happen({ type: 'run-end', outcome: 'Failed', code: 'something_new' })
    await nextTick()

    expect(find('reason').textContent).toContain('Something broke on the server')
  })

  it.each([
    ['practice', 'practice', true],
    ['practice', 'ollama', false],
    ['ollama', 'practice', true],
  ])('says plainly before Start whether it is practice (%s); then the run says it (%s)', async (before, then, said) => {
    app.unmount()
    serve({ '/api/config': { voice: before } })
    open()
    await settled()
    expect(find('practice')?.textContent.includes('no AI') ?? false).toBe(before === 'practice')

    await startedPage()
    happen({ type: 'run-start', stages: [], language: 'en', voice: then })
    await nextTick()
    expect(find('practice')?.textContent.includes('no AI') ?? false).toBe(said)
  })

  it("shows a preset's rules, and gives back the child's own", async () => {
    app.unmount()
    serve({ '/api/presets': [{ id: 'wind', name: 'The wind', rules: 'The wind tells it.' }] })
    open()
    await settled()
    await type('rules', 'tell it backwards')

    await choose('preset', 'wind')
    expect(find('preset').textContent).toContain('The wind')
    expect(find<HTMLTextAreaElement>('rules').value).toBe('The wind tells it.')

    await choose('preset', '')
    expect(find<HTMLTextAreaElement>('rules').value).toBe('tell it backwards')
  })

  it('keeps what was typed over a reload', async () => {
    await type('idea', 'kept')
    app.unmount()
    open()

    expect(find<HTMLTextAreaElement>('idea').value).toBe('kept')
  })
})
