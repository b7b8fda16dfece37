import { useEventListener, useResizeObserver } from '@vueuse/core'
import { watch, type Ref } from 'vue'

const roomOf = ({ clientWidth, clientHeight }: HTMLElement) => `${clientWidth} ${clientHeight}`

/** How far from the end a reader still counts as being there, in pixels. */
const near = 48

/**
 * Scrolls along with a growing text until the reader scrolls away; at the end of the text it scrolls along again.
 * @param place The element that scrolls.
 * @param content The element that grows.
 * @param growing Whether text is being written.
 * @param leaf The shown tab: another one begins at its top, or where text is being written.
 */
export function useScrollAlong(
  place: Readonly<Ref<HTMLElement | null>>,
  content: Readonly<Ref<HTMLElement | null>>,
  growing: () => boolean,
  leaf: () => unknown,
) {
  let height = 0
  let room = ''
  let along = true

  /** Measured from the height that was handled last, because the text may have grown since. */
  function onScroll() {
    const { scrollTop, clientHeight, scrollHeight } = place.value!
    // A tablet was turned, or letters became smaller: the browser has scrolled, not the reader.
    if (roomOf(place.value!) !== room || scrollHeight < height) return
    along = height - scrollTop - clientHeight <= near
  }

  function onGrowth() {
    const element = place.value
    if (!element) return
    if (along && growing()) element.scrollTop = element.scrollHeight
    height = element.scrollHeight
    room = roomOf(element)
  }

  function onTurn() {
    along = true
    if (place.value) place.value.scrollTop = growing() ? place.value.scrollHeight : 0
  }

  useEventListener(place, 'scroll', onScroll, { passive: true })
  useResizeObserver([place, content], onGrowth)
  watch(leaf, onTurn, { flush: 'post' })
}
