import { withDeadline } from '../network/deadline'

/**
 * Gives the session up for another one, and with it the name in class.
 * Without a network there is nothing to be done: then the page keeps its name.
 */
export async function leaveSession(): Promise<void> {
  try {
    await withDeadline((signal) => fetch(new URL('api/session', document.baseURI), { method: 'DELETE', signal }))
  } catch {
    // Away: said by the page already.
  }
}
