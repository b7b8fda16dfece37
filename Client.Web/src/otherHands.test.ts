// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compileTemplate, parse } from 'vue/compiler-sfc'
import { contractNames } from './contracts/stageTraits'
import { FakeVisit, settled, stageEnd } from './testing/fakeVisit'
import { painter } from './typewriter/browser/painter'

/** What other hands do to a page: each changes every text below an element. */
const hands: Record<string, (root: Element) => void> = {
  /** As Google Translate does it: the text node goes, a translation in two wrappers stands in its place. */
  translate: (root) =>
    textsOf(root).forEach((text) => {
      const font = document.createElement('font')
      font.append(document.createElement('font'))
      font.firstElementChild!.textContent = `<${text.data}>`
      text.replaceWith(font)
    }),
  /** A reading aid: each letter for itself. */
  split: (root) => textsOf(root).forEach((text) => text.replaceWith(...text.data.split('').map((letter) => span(letter)))),
  /** A spelling aid: writes into the node itself. */
  rewrite: (root) => textsOf(root).forEach((text) => (text.data = `${text.data}!`)),
  /** An extension that puts something of its own beside the text. */
  add: (root) => textsOf(root).forEach((text) => text.parentElement!.append(span('★'))),
  /** A tidy one: empty text nodes go, neighbours become one. */
  normalize: (root) => (textsOf(root, true).forEach((text) => text.data === '' && text.remove()), root.normalize()),
  /** A thorough one: empty text nodes are replaced as well. */
  replaceAll: (root) => textsOf(root, true).forEach((text) => text.replaceWith(span(text.data))),
}

function textsOf(root: Element, empty = false): Text[] {
  const walker = document.createTreeWalker(root, 4 /* texts */)
  const texts: Text[] = []
  while (walker.nextNode()) texts.push(walker.currentNode as Text)
  return texts.filter((text) => (empty || text.data.trim() !== '') && !text.parentElement?.closest('textarea, option'))
}

function span(text: string): HTMLElement {
  const element = document.createElement('span')
  element.textContent = text
  return element
}

const each = Object.entries(hands)

describe('the painter', () => {
  it.each(each)('shows exactly its text at every write: %s', (_, mangle) => {
    const element = document.createElement('p')
    const paint = painter(element)
    for (const text of ['A', 'A blue', 'A blue bird', 'A blue bird', 'Another', '', 'The next', '']) {
      paint(text)
      expect(element.textContent).toBe(text)
      mangle(element)
    }
    paint('')
    expect(element.childNodes).toHaveLength(1)
  })

  it('is not overwritten by who holds on to a text that was erased', () => {
    const element = document.createElement('p')
    const paint = painter(element)
    paint('not for you')
    const held = element.firstChild as Text
    paint('')
    held.data = 'NOT FOR YOU'
    held.replaceWith(span('NOT FOR YOU'))

    expect(element.textContent).toBe('')
  })
})

describe('the page under other hands', () => {
  let child: FakeVisit
  const textOf = (id: string) => child.find(id).textContent

  beforeEach(async () => {
    child = await FakeVisit.fresh().open()
  })
  afterEach(() => child.leave())

  describe.each(each)('%s', (_, mangle) => {
    const mangled = () => mangle(document.getElementById('app')!)

    it('takes a blocked text away, and shows the next child nothing of it', async () => {
      await child.start()
      await child.happen({ type: 'stage-start', stage: 'Interception', model: 'm' })
      child.link.open('StreamInterception').next('something awful. ')
      await child.until(() => textOf('text-Interception') !== '')
      mangled()
      await child.happen(stageEnd('Interception', { outcome: 'Blocked', code: 'blocked', category: 'violence' }))
      expect(textOf('text-Interception')).toBe('')
      await child.happen({ type: 'run-end', outcome: 'Blocked', code: 'blocked' })
      mangled()
      await child.press('next-child-yes')

      expect(document.body.textContent).not.toContain('awful')
      expect([textOf('status'), child.find('reason')]).toEqual(['Write down your idea, then press Start.', null])
    })

    it('goes through a whole run, says what happens, and changes its language', async () => {
      await child.open({ '/api/presets': [{ id: 'wind', name: 'The wind', rules: 'The wind tells it.' }] })
      mangled()
      await child.type('rules', 'mine')
      await child.start()
      mangled()
      await child.happen({ type: 'run-start', stages: contractNames, language: 'en', voice: 'ollama' })
      await child.happen({ type: 'queue', position: 2, etaSeconds: null })
      expect(textOf('status')).toBe('Waiting for the model: number 2 in line.')
      mangled()
      await child.goesThrough('Interception', 'Once.')
      mangled()
      await child.happen({ type: 'run-pause', reason: 'revise' })
      await child.until(() => child.find('continue') !== null)
      mangled()
      await child.type('text-Interception', 'Twice.')
      await child.press('continue')
      await child.happen({ type: 'run-continue', revised: true })
      expect([textOf('text-Interception'), textOf('own-version')]).toEqual(['Once.', 'Twice.'])
      mangled()
      await child.goesThrough('Output', 'The end.')
      await child.happen({ type: 'run-end', outcome: 'Completed', code: null })
      await child.until(() => child.find('from-result') !== null && textOf('text-Output') === 'The end.')
      mangled()
      await child.choose('language', 'de')

      const labels = ['status', 'start', 'next-child', 'save'].map(textOf)
      expect(labels).toEqual(['Fertig. Alle vier Schritte sind geschafft.', 'Neu anfangen', 'Nächstes Kind', 'Speichern'])
      expect(document.querySelector('label[for="idea"]')!.textContent).toBe('WasDeine Idee')
      await child.press('next-child-yes')
      await settled()
      expect(document.body.textContent).not.toContain('The end.')
    })
  })

  it('says that its live texts are not to be translated', () => {
    const texts = ['PreInterception', 'Interception', 'PreOutput', 'Output'].map((stage) => child.find(`text-${stage}`))

    expect(texts.map((text) => text.getAttribute('translate'))).toEqual(['no', 'no', 'no', 'no'])
  })
})

describe('no template puts a text beside an element: there Vue writes into a node that may be gone', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.vue'))

  it.each(files)('%s', (filename) => {
    const { template } = parse(readFileSync(`src/${filename}`, 'utf8')).descriptor
    const { code } = compileTemplate({ source: template!.content, filename, id: filename })

    expect(code.match(/createTextVNode\(.*/g)).toBeNull()
  })
})
