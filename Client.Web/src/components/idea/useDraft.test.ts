// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { asIdea, clearDraft, maxIdeaLength, useDraft } from './useDraft'

beforeEach(() => sessionStorage.clear())

it('a long piece becomes an idea that is as long as an idea may be, with no character cut in two', () => {
  expect(asIdea(` ${'x'.repeat(maxIdeaLength)}y`)).toBe('x'.repeat(maxIdeaLength))
  expect(asIdea(`${'x'.repeat(maxIdeaLength - 1)}🐦`)).toBe('x'.repeat(maxIdeaLength - 1))
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
