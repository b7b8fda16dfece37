import {
  onScopeDispose,
  shallowReadonly,
  shallowRef,
  toValue,
  watch,
  type ComponentPublicInstance,
  type MaybeRefOrGetter,
} from 'vue'
import { BrowserTypewriter } from '../browser/browserTypewriter'
import { painter } from '../browser/painter'
import type { Ending, State } from '../core/typewriter'

/** All of them may change at any time; the last three count for the next text, from its first piece on. */
export interface UseTypewriterOptions {
  /** How the stage ended, as soon as that is known, even before its last piece; null while it has not. Default: null. */
  outcome?: MaybeRefOrGetter<Ending | null>
  /** Whether the next stage has begun, so that what waits is to be shown soon. Default: false. */
  nextStageStarted?: MaybeRefOrGetter<boolean>
  /** How many UTF-16 units were seen before a reload; they are not typed again. Infinity: all. Default: 0. */
  resumeAt?: MaybeRefOrGetter<number>
  /** False for a text that was held back until it was whole: it is replayed however short it is. Default: true. */
  live?: MaybeRefOrGetter<boolean>
  /** The server's `characterIntervalMs`: the pace of a text that is known whole. Default: 30. */
  characterIntervalMs?: MaybeRefOrGetter<number | undefined>
}

/**
 * Types a growing text at an even pace, however unevenly it arrives.
 * An empty text, and one that is blocked, disappears in the same moment.
 * @param source The text as far as it has arrived.
 * @param complete Whether no more of it will come.
 */
export function useTypewriter(
  source: MaybeRefOrGetter<string>,
  complete: MaybeRefOrGetter<boolean>,
  options: UseTypewriterOptions = {},
) {
  const shown = shallowRef('')
  const state = shallowRef<State>('idle')
  const typing = shallowRef(false)
  const outcome = () => toValue(options.outcome) ?? null
  let element: unknown = null
  let paint: ((text: string) => void) | null = null

  const typewriter = new BrowserTypewriter((changed) => {
    state.value = changed.state
    shown.value = changed.state === 'frozen' ? '' : changed.shown
    typing.value = changed.typing
    paint?.(shown.value)
  }, current())

  function current() {
    return {
      resumeAt: toValue(options.resumeAt),
      live: toValue(options.live),
      characterIntervalMs: toValue(options.characterIntervalMs),
    }
  }

  function take() {
    const text = toValue(source)
    if (typewriter.text === '' || text === '') typewriter.restart(current())
    if (outcome() === 'Blocked') return typewriter.announce('Blocked')
    typewriter.write(text)
    if (outcome()) typewriter.announce(outcome()!)
    if (toValue(options.nextStageStarted)) typewriter.landSoon()
    if (toValue(complete)) typewriter.end(outcome() ?? 'Completed')
  }

  // In step with the source, so that a text that is taken back never survives it.
  watch([() => toValue(source), () => toValue(complete), outcome, () => toValue(options.nextStageStarted)], take, {
    immediate: true,
    flush: 'sync',
  })
  onScopeDispose(() => typewriter.dispose())

  /** For `:ref` of an element without children: it shows the text, and no component is rendered for that. */
  function into(target: Element | ComponentPublicInstance | null) {
    if (target === element) return
    element = target
    paint = target instanceof Element ? painter(target) : null
    paint?.(shown.value)
  }

  return {
    /** What is to be seen now. */
    shown: shallowReadonly(shown),
    /** Whether something that has arrived is not yet to be seen. */
    typing: shallowReadonly(typing),
    state: shallowReadonly(state),
    /** Shows at once what has arrived. In a replay a click, Escape and Space do the same. */
    skip: () => typewriter.skip(),
    into,
  }
}
