import { useEventListener, useResizeObserver } from '@vueuse/core'
import { watch, type Ref } from 'vue'

/** How far from the end a reader still counts as being there, in pixels. */
const near = 48

/**
 * A place that scrolls along with what is being written in it, until the reader scrolls away; back at the end, it goes on.
 * @param place What scrolls.
 * @param content What grows in it.
 * @param growing Whether something is being written there.
 * @param leaf What is to be seen: another one begins at its top, or where it is being written.
 */
export function useScrollAlong(
  place: Readonly<Ref<HTMLElement | null>>,
  content: Readonly<Ref<HTMLElement | null>>,
  growing: () => boolean,
  leaf: () => unknown,
) {
  let height = 0
  let along = true

  /** From the height that was dealt with last: the text may have grown since. */
  function onScroll() {
    const { scrollTop, clientHeight } = place.value!
    along = height - scrollTop - clientHeight <= near
  }

  function onGrowth() {
    const element = place.value
    if (!element) return
    if (along && growing()) element.scrollTop = element.scrollHeight
    height = element.scrollHeight
  }

  function onTurn() {
    along = true
    if (place.value) place.value.scrollTop = growing() ? place.value.scrollHeight : 0
  }

  useEventListener(place, 'scroll', onScroll, { passive: true })
  useResizeObserver([place, content], onGrowth)
  watch(leaf, onTurn, { flush: 'post' })
}
