import type { Words } from '../../i18n/en'
import type { ConnectionRefusal } from '../../network/connectionRefusal'

/** Why the server does not let this page in, and what to do; null when it does. */
export function refusalText(words: Words, refusal: ConnectionRefusal | null): string | null {
  if (!refusal) return null
  const said: Record<string, string> = { ...words.code, ...words.shutOut }
  return said[refusal.code] ?? words.code.internal
}
