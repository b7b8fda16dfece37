import { onMounted, onScopeDispose } from 'vue'

/** How far from the end of the page a reader still counts as being at the bottom, in pixels. */
const near = 48

/** The page scrolls along with what is being written, as long as the reader is at the bottom. */
export function useScrollAlong(running: () => boolean) {
  let atBottom = false
  let seen = 0

  const page = document.documentElement
  const look = () => void (atBottom = page.scrollHeight - window.scrollY - window.innerHeight <= near)

  function onGrowth() {
    const grown = page.scrollHeight > seen
    seen = page.scrollHeight
    if (grown && atBottom && running()) window.scrollTo({ top: seen, behavior: 'instant' })
    else look()
  }

  const watcher = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(onGrowth)
  onMounted(() => {
    look()
    watcher?.observe(document.body)
    addEventListener('scroll', look, { passive: true })
  })
  onScopeDispose(() => {
    watcher?.disconnect()
    removeEventListener('scroll', look)
  })
}
