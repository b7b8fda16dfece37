/** What this tab remembers over a reload. A browser that keeps nothing must not break the page. */

export function recall(key: string): string | null {
  try {
    return sessionStorage.getItem(`interception.${key}`)
  } catch {
    return null
  }
}

export function remember(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(`interception.${key}`)
    else sessionStorage.setItem(`interception.${key}`, value)
  } catch {
    // Full or forbidden: the page works on without it.
  }
}
