/** What one request may take, in milliseconds: of a socket that a network lost in silence a browser tells only after minutes. */
export const deadlineMs = 10_000

/** Something was given up because its time was over. */
export class DeadlineExceeded extends Error {}

/** Does something that can be given up, and gives it up when its time is over. */
export async function withDeadline<T>(act: (signal: AbortSignal) => Promise<T>, ms = deadlineMs): Promise<T> {
  const givenUp = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DeadlineExceeded())
      givenUp.abort()
    }, ms)
  })
  try {
    return await Promise.race([act(givenUp.signal), over])
  } finally {
    clearTimeout(timer)
  }
}
