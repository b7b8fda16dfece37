// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClassroomState } from './contracts/classroom'
import { FakeVisit, settled } from './testing/fakeVisit'

let child: FakeVisit

const config = { textStreaming: true, characterIntervalMs: 0, safetyLevel: 'Youth', voice: 'ollama', version: '0', missing: [] }
const state: ClassroomState = {
  name: 'amber fox',
  held: false,
  look: false,
  message: null,
  endsAt: null,
  piecesLeft: null,
  hand: false,
  told: false,
  wall: [],
}

async function tell(more: Partial<ClassroomState> = {}) {
  child.link.open('WatchClassroom').next({ ...state, ...more })
  await settled()
}

beforeEach(async () => {
  child = await FakeVisit.fresh().open({ '/api/config': { ...config, teacher: true } })
  await child.until(() => child.link.streams.some(({ method }) => method === 'WatchClassroom'))
})
afterEach(() => child.leave())

describe('a child in class', () => {
  it('sees no class where there is no teacher', async () => {
    await child.open({ '/api/config': { ...config, teacher: false } })

    expect(child.link.streams.map(({ method }) => method)).not.toContain('WatchClassroom')
    expect(child.find('class')).toBeNull()
  })

  it('has a name, and a hand to raise', async () => {
    await tell()
    expect(child.find('class-name').textContent).toContain('amber fox')
    await child.press('class-hand')
    expect(child.link.calls).toEqual([['RaiseHand', true]])

    await tell({ hand: true })
    expect(child.find('class-hand').getAttribute('aria-pressed')).toBe('true')
  })

  it('reads what the teacher says, and whether the teacher can read along', async () => {
    await tell({ look: true, message: 'Look to the front, please', held: true, piecesLeft: 1 })
    const notes = [...child.find('class-notes').children].map(({ textContent }) => textContent)
    expect(notes).toEqual(['Your teacher can read along.', 'Look to the front, please', 'You can make one more piece.'])

    await tell({ name: null })
    expect(child.find('class-notes').textContent).toBe('The lesson is over. The server has forgotten everything.')
    expect(child.find('class-hand')).toBeNull()
  })

  it('begins from a piece on the wall', async () => {
    await tell({ wall: [{ offerId: '1', name: 'teal owl', text: 'Morning again, says the fence.' }] })
    await child.press('class-wall')
    await child.press('class-reuse')

    expect(child.find<HTMLTextAreaElement>('idea').value).toBe('Morning again, says the fence.')
  })

  it('offers its finished piece, and can take it back also when the next one is on the page', async () => {
    await tell()
    expect(child.find('class-offer')).toBeNull()
    await child.start()
    await child.goesThrough('Output', 'A piece.')
    await child.happen({ type: 'run-end', outcome: 'Completed', code: null, retryAfterMs: null })
    await child.press('class-offer')
    await child.start('another idea')
    expect(child.find('class-offer')).toBeNull()

    await child.press('class-take-back')
    const said = child.link.calls.filter(([method]) => method === 'Offer' || method === 'TakeBack')
    expect(said).toEqual([
      ['Offer', 'run-1'],
      ['TakeBack', 'run-1'],
    ])
    expect(child.find('class-take-back')).toBeNull()
  })
})
