import { effectScope, type EffectScope } from 'vue'
import { useRun, type Run } from '../runs/useRun'
import { FakeHubLink } from './fakeHubLink'

export const settled = () => new Promise((resolve) => setTimeout(resolve))

/** A tab with a run in it, whose server is the test. Storage and address outlive a reload, as they do in a browser. */
export class FakePage {
  link = new FakeHubLink()
  #scope: EffectScope | null = null
  #seq = 0

  /** Opens the page, or loads it again. */
  open(): Run {
    this.leave()
    this.link = new FakeHubLink()
    this.#scope = effectScope()
    return this.#scope.run(() => useRun(this.link))!
  }

  async started(request = { text: 'a shy house' }): Promise<Run> {
    const run = this.open()
    await run.start(request)
    await settled()
    return run
  }

  /** The server tells an event. */
  happen(fields: object): void {
    this.link.open('Watch').next({ seq: ++this.#seq, at: 0, ...fields })
  }

  endStage(stage: string, outcome: string, chars: number): void {
    const code = outcome === 'Completed' ? null : outcome.toLowerCase()
    this.happen({ type: 'stage-end', stage, outcome, code, chars })
  }

  leave(): void {
    this.#scope?.stop()
  }

  /** A tab without any memory. */
  static fresh(): FakePage {
    sessionStorage.clear()
    location.hash = ''
    return new FakePage()
  }
}
