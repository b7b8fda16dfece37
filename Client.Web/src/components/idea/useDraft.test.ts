// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { asIdea, canBeSeen, clearDraft, maxIdeaLength, useDraft } from './useDraft'

beforeEach(() => sessionStorage.clear())

it('a long piece becomes an idea that is as long as an idea may be, with no character cut in two', () => {
  expect(asIdea(` ${'x'.repeat(maxIdeaLength)}y`)).toBe('x'.repeat(maxIdeaLength))
  expect(asIdea(`${'x'.repeat(maxIdeaLength - 1)}🐦`)).toBe('x'.repeat(maxIdeaLength - 1))
})

it('an idea is what can be seen of it', () => {
  for (const seen of ['a', ' ß ', '❤️', '1️⃣', '👩‍🚀', '?', '鳥', '\u200bx']) expect(canBeSeen(seen), seen).toBe(true)
  for (const nothing of ['', ' \n\u00a0', '\u200b\u200d\ufeff', '\u{e0067}\u{e0075}', '\u2800 \u3164', '\ufe0f']) expect(canBeSeen(nothing)).toBe(false)
})

it('a cleared draft leaves nothing behind', async () => {
  const draft = useDraft()
  draft.idea = 'mine'
  await nextTick()
  expect(sessionStorage.length).toBe(1)

  clearDraft(draft)
  await nextTick()
  expect([draft.idea, sessionStorage.length]).toEqual(['', 0])
})

it('what cannot be read is an empty draft', () => {
  sessionStorage.setItem('interception.draft', '{')

  expect(useDraft().idea).toBe('')
})
