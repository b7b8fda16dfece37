import type { Code } from '../contracts/contracts'

const marker = 'HubException: '

/**
 * The code with which the server refused a call or ended a stream; null when it was the connection that failed.
 * The hub says `... HubException: <code>: <sentence>`; what it says without a code is a defect.
 */
export function errorCodeOf(error: unknown): Code | null {
  const message = error instanceof Error ? error.message : String(error)
  const at = message.indexOf(marker)
  if (at < 0) return /\bon the server\b/.test(message) ? 'internal' : null
  const code = /^([a-z_]+): /.exec(message.slice(at + marker.length))?.[1]
  return (code as Code | undefined) ?? 'internal'
}

/** The server's sentence about its refusal, in English and for adults; null for none. */
export function errorSentenceOf(error: unknown): string | null {
  const message = error instanceof Error ? error.message : String(error)
  const at = message.indexOf(marker)
  return (at >= 0 && /^[a-z_]+: (.+)/s.exec(message.slice(at + marker.length))?.[1]) || null
}
