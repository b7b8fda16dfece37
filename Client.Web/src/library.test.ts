// @vitest-environment happy-dom
import { expect, expectTypeOf, it } from 'vitest'
import { createApp, h, nextTick, ref } from 'vue'
import * as library from './library'
import * as core from './typewriter/browser'

it('another page finds everything under its name', () => {
  expect(Object.keys(core).sort()).toEqual(['BrowserTypewriter', 'Typewriter', 'paceOf', 'painter'])
  expect(library).toMatchObject(core)
  expect(Object.keys(library)).toEqual(
    expect.arrayContaining(['StreamedText', 'TypewriterText', 'readHubStream', 'connectHub', 'useRun', 'useStageStream', 'useTypewriter']),
  )
  expectTypeOf(library.useTypewriter).parameter(0).toExtend<unknown>()
  expectTypeOf<library.Ending>().toEqualTypeOf<library.Outcome>()
})

it('model text is text, in one node, and never read aloud while it grows', async () => {
  const text = ref('<img src=x onerror=alert(1)> & ')
  const root = document.createElement('div')
  const app = createApp(() => h(library.TypewriterText, { text: text.value, complete: true, outcome: 'Stopped' }))
  app.mount(root)
  const element = root.querySelector('p')!

  expect([element.textContent, element.childElementCount, element.dir]).toEqual([text.value, 0, 'auto'])
  expect([element.getAttribute('aria-busy'), element.hasAttribute('aria-live')]).toEqual(['false', false])
  text.value += 'more'
  await nextTick()
  expect(element.textContent).toBe(text.value)
  app.unmount()
})
