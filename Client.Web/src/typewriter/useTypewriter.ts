import { computed, onScopeDispose, shallowReadonly, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { Typewriter } from './typewriter'

/**
 * Types a growing text at an even pace, however unevenly it arrives.
 * A text that is not the old one grown is shown anew; an empty one disappears at once.
 * @param source The text as far as it has arrived.
 * @param whole Whether no more of it will come.
 */
export function useTypewriter(source: MaybeRefOrGetter<string>, whole: MaybeRefOrGetter<boolean>) {
  const shown = shallowRef('')
  const typing = computed(() => shown.value.length < toValue(source).length)
  const calm = matchMedia('(prefers-reduced-motion: reduce)')
  let writer = new Typewriter()
  let nextFrame = 0

  function take(text: string) {
    if (!text.startsWith(writer.text)) startOver()
    writer.append(text.slice(writer.text.length), performance.now())
    if (toValue(whole)) writer.end(performance.now())
    paint()
  }

  function startOver() {
    writer = new Typewriter()
    shown.value = ''
  }

  function paint() {
    shown.value = writer.text.slice(0, writer.frame(performance.now(), document.hidden || calm.matches))
    if (writer.busy && !nextFrame) nextFrame = requestAnimationFrame(onFrame)
  }

  function onFrame() {
    nextFrame = 0
    paint()
  }

  // In step with the source, so that a text that is taken back never survives it.
  watch([() => toValue(source), () => toValue(whole)], ([text]) => take(text), { immediate: true, flush: 'sync' })
  // No frames come while the tab is hidden.
  document.addEventListener('visibilitychange', paint)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', paint)
    cancelAnimationFrame(nextFrame)
  })

  return { shown: shallowReadonly(shown), typing }
}
