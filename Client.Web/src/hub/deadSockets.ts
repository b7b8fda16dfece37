/** A browser keeps at most this many sockets to one host over HTTP/1.1. */
const mostToAHost = 6

const patienceMs = 3000

/**
 * Makes a browser throw away sockets that a network may have lost in silence: it would give each of them to another
 * request, which would wait on it in vain. This many questions take all of them; those without an answer are closed.
 * @param hub The hub's address; the server's health lies beside the hubs.
 */
export async function dropDeadSockets(hub: string): Promise<void> {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), patienceMs)
  const ask = (n: number) =>
    fetch(new URL(`../health/live?socket=${n}`, hub), {
      credentials: 'include',
      mode: 'no-cors',
      cache: 'no-store',
      signal: giveUp.signal,
    })
  const asked = Array.from({ length: mostToAHost }, (_, n) => ask(n))
  await new Promise<void>((resolve) => {
    for (const each of asked) each.then(() => resolve(), () => giveUp.signal.aborted && resolve())
    void Promise.allSettled(asked).then(() => resolve())
  })
  clearTimeout(timer)
  giveUp.abort()
}
