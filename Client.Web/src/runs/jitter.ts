/** Milliseconds to the next try: any number up to a bound that doubles from 0.5 to 10 s, so a class spreads out. */
export const jitterMs = (failures: number): number => Math.random() * Math.min(10_000, 500 * 2 ** failures)

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
