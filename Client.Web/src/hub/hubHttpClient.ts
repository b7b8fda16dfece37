import { HttpClient, HttpError, HttpResponse, type HttpRequest } from '@microsoft/signalr'
import { connectionRefusalOf, type ConnectionRefusal } from '../network/connectionRefusal'
import { DeadlineExceeded, deadlineMs, withDeadline } from '../network/deadline'

/** A poll ends by itself after 10 s; a longer one is on a dead socket. */
const pollMs = 20_000

/** The HTTP requests of one connection to the hub: each has a deadline, and all can be aborted together. */
export class HubHttpClient extends HttpClient {
  /** Why the server did not want to negotiate. */
  refusal: ConnectionRefusal | null = null
  /** One request was not answered in time, so other sockets may be dead as well. */
  late = false
  /** The server took part in the negotiation, so a later failure is the transport's. */
  negotiated = false
  #onNegotiated: () => void
  #open = new Set<AbortController>()

  constructor(onNegotiated: () => void) {
    super()
    this.#onNegotiated = onNegotiated
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    try {
      return await withDeadline((late) => this.#ask(request, late), request.method === 'GET' ? pollMs : deadlineMs)
    } catch (error) {
      // After a timeout of its own SignalR would poll again, and the content of the lost answer would be missing.
      this.late ||= error instanceof DeadlineExceeded
      throw error
    }
  }

  giveUp(): void {
    this.#open.forEach((request) => request.abort())
  }

  async #ask(request: HttpRequest, late: AbortSignal): Promise<HttpResponse> {
    const givenUp = new AbortController()
    const giveUp = () => givenUp.abort()
    late.addEventListener('abort', giveUp)
    // SignalR's own signals are no event targets.
    if (request.abortSignal) request.abortSignal.onabort = giveUp
    if (request.abortSignal?.aborted) giveUp()
    this.#open.add(givenUp)
    try {
      return await this.#fetch(request, givenUp.signal)
    } finally {
      this.#open.delete(givenUp)
    }
  }

  async #fetch(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const answer = await fetch(request.url!, {
      method: request.method!,
      body: request.content || null,
      headers: { 'X-Requested-With': 'XMLHttpRequest', ...contentType(request), ...request.headers },
      credentials: request.withCredentials ? 'include' : 'same-origin',
      cache: 'no-store',
      signal,
    })
    const body = await answer.text()
    if (new URL(request.url!).pathname.endsWith('/negotiate')) this.#hear(answer, body)
    if (!answer.ok) throw new HttpError(answer.statusText, answer.status)
    return new HttpResponse(answer.status, answer.statusText, body)
  }

  #hear(answer: Response, body: string) {
    this.refusal = connectionRefusalOf(answer.status, body, answer.headers?.get('retry-after') ?? null)
    // The sign-in page of a network is not a negotiation.
    if (!answer.ok || !body.startsWith('{')) return
    this.negotiated = true
    this.#onNegotiated()
  }
}

const contentType = ({ content }: HttpRequest): Record<string, string> => (content ? { 'Content-Type': 'text/plain;charset=UTF-8' } : {})
