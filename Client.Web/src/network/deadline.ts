/** The longest time of one request, in milliseconds: a browser reports a lost socket only after minutes. */
export const deadlineMs = 10_000

/** Something was given up because its time was over. */
export class DeadlineExceeded extends Error {}

/** Runs something that can be aborted, and aborts it after a time. */
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
