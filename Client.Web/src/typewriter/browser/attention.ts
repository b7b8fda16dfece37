/** Who sits in front of the page: whether they look, and what they do. */

const reducedMotionQuery = '(prefers-reduced-motion: reduce)'

export interface Attention {
  hidden: boolean
  /** Wants no motion. */
  reducedMotion: boolean
}

/** Tells how the reader looks, now and whenever that changes, until the returned function is called. */
export function watchAttention(take: (attention: Attention) => void): () => void {
  const query = matchMedia(reducedMotionQuery)
  const tell = () => take({ hidden: document.hidden, reducedMotion: query.matches })
  document.addEventListener('visibilitychange', tell)
  query.addEventListener('change', tell)
  tell()
  return () => {
    document.removeEventListener('visibilitychange', tell)
    query.removeEventListener('change', tell)
  }
}

/** Calls when the reader clicks or presses Escape or Space, until the returned function is called. */
export function watchImpatience(skip: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    const space = event.key === ' ' && !usesSpace(event.target)
    if (event.key !== 'Escape' && !space) return
    if (space) event.preventDefault()
    skip()
  }
  document.addEventListener('click', skip)
  document.addEventListener('keydown', onKey)
  return () => {
    document.removeEventListener('click', skip)
    document.removeEventListener('keydown', onKey)
  }
}

/** In a field and on a button Space means something else. */
const usesSpace = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, button, summary, a, [contenteditable]') !== null
