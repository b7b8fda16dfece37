import { withDeadline } from '../network/deadline'

/** The result of showing an access code. */
export type AccessAnswer = 'open' | 'wrong' | 'later' | 'away'

/** Offers the access code; the server remembers the right one for this browser in a cookie. */
export async function submitAccessCode(code: string): Promise<AccessAnswer> {
  try {
    const { ok, status } = await withDeadline((signal) =>
      fetch(new URL('api/door', document.baseURI), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ code }),
        signal,
      }),
    )
    if (ok) return 'open'
    return status === 429 || status === 503 ? 'later' : status < 500 ? 'wrong' : 'away'
  } catch {
    return 'away'
  }
}
