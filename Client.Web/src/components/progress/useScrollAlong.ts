import { useEventListener, useResizeObserver } from '@vueuse/core'
import { onMounted } from 'vue'

/** How far from the end of the page a reader still counts as being at the bottom, in pixels. */
const near = 48

/** The page scrolls along with what is being written, as long as the reader is where the text ends. */
export function useScrollAlong(running: () => boolean) {
  const page = document.documentElement
  let height = 0
  let atBottom = false
  let seesEnd = false

  /** How far the end of the growing text is below the window; negative while it can be seen. */
  const below = () => (document.querySelector('.text.live')?.getBoundingClientRect().bottom ?? Infinity) - innerHeight

  function look() {
    height = page.scrollHeight
    onScroll()
  }

  /** Looks from the height that was dealt with last: the page may have grown since. */
  function onScroll() {
    atBottom = height - scrollY - innerHeight <= near
    seesEnd = below() <= 0
  }

  function onGrowth() {
    const grown = page.scrollHeight > height
    if (grown && running() && atBottom) scrollTo({ top: page.scrollHeight, behavior: 'instant' })
    else if (grown && running() && seesEnd && below() > 0) scrollBy({ top: below() + near, behavior: 'instant' })
    look()
  }

  onMounted(look)
  useResizeObserver(() => document.body, onGrowth)
  useEventListener('scroll', onScroll, { passive: true })
}
