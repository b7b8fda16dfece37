import { nextTick } from 'vue'
import App from '../App.vue'
// Here at once, so that no test waits for a file.
import '../components/earlierTries/EarlierTexts.vue'
import '../components/progress/StageNotes.vue'
import { speak, useWords, type Language } from '../i18n/useWords'
import { createSturdyApp } from '../sturdyApp'
import { FakeHubLink } from './fakeHubLink'

export const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

/** A child at the page, whose server is the test. */
export class FakeVisit {
  link = new FakeHubLink()
  /** What the server says at these paths; a number is a status. */
  answers: Record<string, unknown> = {}
  #app: ReturnType<typeof createSturdyApp> | null = null
  #seq = 0

  /** Opens the page, or loads it again, with a server that answers like this. */
  async open(answers: Record<string, unknown> = {}): Promise<this> {
    this.leave()
    this.answers = answers
    const value = (url: URL) => this.#answer(url)
    Object.defineProperty(globalThis, 'fetch', { value, configurable: true })
    this.link = new FakeHubLink()
    document.body.innerHTML = '<div id="app"></div>'
    this.#app = createSturdyApp(App, { link: this.link })
    this.#app.mount(document.getElementById('app')!)
    await settled()
    return this
  }

  find<T extends HTMLElement>(id: string): T {
    return document.querySelector<T>(`[data-testid="${id}"]`)!
  }

  findAll(id: string): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)]
  }

  async press(id: string): Promise<void> {
    this.find(id).click()
    await settled()
  }

  async type(id: string, text: string): Promise<void> {
    const field = this.find<HTMLTextAreaElement>(id)
    field.value = text
    field.dispatchEvent(new Event('input'))
    await nextTick()
  }

  async choose(id: string, value: string): Promise<void> {
    const choice = this.find<HTMLSelectElement>(id)
    choice.value = value
    choice.dispatchEvent(new Event('change'))
    if (id === 'language') await speak(value as Language)
    await settled()
  }

  /** The server tells an event. */
  async happen(...events: object[]): Promise<void> {
    for (const fields of events) this.link.open('Watch').next({ seq: ++this.#seq, at: 0, ...fields })
    await nextTick()
  }

  async start(idea = 'a shy house'): Promise<void> {
    this.#seq = 0
    await this.type('idea', idea)
    await this.press('start')
  }

  /** A stage that says all it has to say. */
  async goesThrough(stage: string, text: string): Promise<void> {
    await this.happen({ type: 'stage-start', stage, model: 'm' })
    this.link.open(`Stream${stage}`).next(text)
    this.link.open(`Stream${stage}`).complete()
    await this.happen(stageEnd(stage, { chars: text.length }))
    await settled()
  }

  async pause(interception: string): Promise<void> {
    await this.start()
    await this.goesThrough('Interception', interception)
    await this.happen({ type: 'run-pause', reason: 'revise' })
    await this.until(() => this.find('continue') !== null)
  }

  async until(seen: () => boolean): Promise<void> {
    for (let tries = 0; !seen() && tries < 100; tries++) await settled()
  }

  async #answer(url: URL) {
    const answer = this.answers[url.pathname] ?? 404
    const status = typeof answer === 'number' ? answer : 200
    return { ok: status < 300, status, json: async () => answer }
  }

  leave(): void {
    this.#app?.unmount()
    this.#app = null
  }

  /** A child on a tablet without any memory. */
  static fresh(): FakeVisit {
    sessionStorage.clear()
    localStorage.clear()
    location.hash = ''
    useWords().language.value = 'en'
    return new FakeVisit()
  }
}

export const stageEnd = (stage: string, fields: object = {}) => ({
  type: 'stage-end',
  stage,
  outcome: 'Completed',
  code: null,
  category: null,
  ...fields,
})
