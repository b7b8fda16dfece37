/** The clock of a tablet may be hours off; the server's answers tell how far. */
let ahead = 0

/** Hears the time that the server wrote on an answer (the `Date` header, exact to a second). */
export function readServerTime(date: string | null | undefined, now = Date.now()): void {
  const told = Date.parse(date ?? '')
  if (Number.isFinite(told) && Math.abs(told - (now + ahead)) > 2000) ahead = told - now
}

/** The server's time in Unix milliseconds. */
export const serverNow = (now = Date.now()): number => now + ahead
