import type { ConnectionRefusal } from '../../network/connectionRefusal'
import type { Words } from '../../words/en'

/** Why the server does not let this page in, with the way out; null when it does. */
export function shutOutWords(words: Words, refusal: ConnectionRefusal | null): string | null {
  if (!refusal) return null
  const said: Record<string, string> = { ...words.code, ...words.shutOut }
  return said[refusal.code] ?? words.code.internal
}
