import { ref, shallowRef } from 'vue'
import { contractNames } from '../contracts/stageTraits'
import type { HubLink, TransportChange } from '../hub/hubLink'
import type { Transport } from '../hub/transportOrder'
import type { ConnectionRefusal } from '../network/connectionRefusal'

interface Observer {
  next(item: unknown): void
  error(error: unknown): void
  complete(): void
}

interface OpenStream extends Observer {
  method: string
  args: unknown[]
  disposed: boolean
}

/** A stage's stream is found by its stage: `StreamStage('run-1', 'Output', 7)` as `StreamOutput('run-1', 7)`. */
const named = (method: string, args: unknown[]) =>
  method === 'StreamStage' ? { method: `Stream${args[1]}`, args: [args[0], args[2]] } : { method, args }

/** A line whose other end is the test: it says what arrives, when the line is cut and when it is back. */
export class FakeHubLink implements HubLink {
  readonly lost = ref(false)
  readonly denied = ref(false)
  readonly refusal = shallowRef<ConnectionRefusal | null>(null)
  readonly url = 'http://school.test/hubs/interception'
  readonly transport = shallowRef<Transport | null>('WebSockets')
  readonly changes = shallowRef<readonly TransportChange[]>([])
  reopened = 0
  renewed = 0
  doubted = 0
  readonly calls: unknown[][] = []
  /** What the server answers to a call; an error is its refusal. */
  answer: (method: string, ...args: unknown[]) => unknown = (method) =>
    method === 'StartRun' ? { runId: 'run-1', stages: contractNames, voice: 'ollama' } : undefined
  streams: OpenStream[] = []
  #connections = 1
  #waiting: (() => void)[] = []

  async connected(after = 0): Promise<number> {
    while (this.lost.value || this.#connections <= after) await new Promise<void>((go) => this.#waiting.push(go))
    return this.#connections
  }

  async invoke<T>(method: string, ...args: unknown[]): Promise<T> {
    this.calls.push([method, ...args])
    return (await this.answer(method, ...args)) as T
  }

  stream(method: string, ...args: unknown[]) {
    return {
      subscribe: (observer: Observer) => {
        const stream: OpenStream = {
          ...named(method, args),
          disposed: false,
          next: (item) => observer.next(item),
          error: (error) => observer.error(error),
          complete: () => observer.complete(),
        }
        this.streams.push(stream)
        return { dispose: () => void (stream.disposed = true) }
      },
    }
  }

  doubt = (): void => void this.doubted++

  reopen(): void {
    this.reopened++
    this.denied.value = false
    this.refusal.value = null
  }

  async renew(): Promise<void> {
    this.renewed++
  }

  close(): void {}

  /** The stream of this method that was opened last. */
  open(method: string): OpenStream {
    const stream = this.streams.filter((candidate) => candidate.method === method).at(-1)
    if (!stream) throw new Error(`${method} is not open; open are: ${this.streams.map((open) => open.method)}`)
    return stream
  }

  cut(): void {
    this.lost.value = true
    this.streams.splice(0).forEach((stream) => stream.error(new Error('WebSocket closed with status code: 1006 ().')))
  }

  restore(): void {
    this.lost.value = false
    this.#connections++
    this.#waiting.splice(0).forEach((go) => go())
  }
}

export const refusal = (code: string) =>
  new Error(`An error occurred on the server while streaming results. HubException: ${code}: A sentence.`)
