import type { Code } from '../contracts/contracts'

/** Why a server refuses a connection: one of its codes, or that it does not serve this page or this name. */
export type ConnectionRefusalCode = Code | 'forbidden' | 'unknown_host'

export interface ConnectionRefusal {
  code: ConnectionRefusalCode
  /** How long to stay away, in milliseconds; 0 when the server did not say. */
  retryAfterMs: number
}

/** Reads a refusal from a response's status and problem details; null when it is not from our server. */
export function connectionRefusalOf(status: number, body: string, retryAfter: string | null): ConnectionRefusal | null {
  const code = codeOf(status, problemIn(body))
  return code && { code, retryAfterMs: 1000 * (Number(retryAfter) || 0) }
}

function codeOf(status: number, { code, field }: { code?: Code; field?: string }): ConnectionRefusalCode | null {
  switch (status) {
    case 400:
      return field === 'Host' ? 'unknown_host' : (code ?? null)
    case 401:
      return 'access_denied'
    case 403:
      return 'forbidden'
    case 429:
      return code ?? 'rate_limited'
    default:
      // Without a code it is a proxy that cannot reach the server.
      return status >= 400 ? (code ?? null) : null
  }
}

function problemIn(body: string): { code?: Code; field?: string } {
  try {
    return JSON.parse(body) ?? {}
  } catch {
    return {}
  }
}
