/**
 * What this tab remembers over a reload, and what this device remembers (choices, never texts).
 * A browser that keeps nothing must not break the page.
 * Not `useSessionStorage`: it writes again after the next child has cleared all, and the hub needs it without Vue.
 */

const prefix = 'interception.'

export const recall = (key: string): string | null => read(() => sessionStorage, key)
export const remember = (key: string, value: string | null): void => write(() => sessionStorage, key, value)

export const recallChoice = (key: string): string | null => read(() => localStorage, key)
export const rememberChoice = (key: string, value: string): void => write(() => localStorage, key, value)

/** Forgets everything that this page has stored in the tab; other pages' data stays. */
export function forgetAll(): void {
  quietly(() => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
  })
}

const read = (storage: () => Storage, key: string): string | null =>
  quietly(() => storage().getItem(prefix + key)) ?? null

function write(storage: () => Storage, key: string, value: string | null): void {
  quietly(() => (value === null ? storage().removeItem(prefix + key) : storage().setItem(prefix + key, value)))
}

function quietly<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    // Storage is full or forbidden; the page works without it.
    return undefined
  }
}
