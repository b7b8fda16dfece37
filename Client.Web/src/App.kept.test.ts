// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusal } from './testing/fakeHubLink'
import { FakeVisit, settled } from './testing/fakeVisit'

let child: FakeVisit

beforeEach(async () => {
  child = await FakeVisit.fresh().open()
})
afterEach(() => child.leave())

const valueOf = (id: string) => child.find<HTMLTextAreaElement>(id).value
const textOf = (id: string) => child.find(id)?.textContent
const ends = (outcome: string, code: string | null) => child.happen({ type: 'run-end', outcome, code })

/** A child that has written its own version, and has not pressed Continue. */
async function revised(own = 'All mine.') {
  await child.pause('Once.')
  await child.type('text-Interception', own)
}

describe('what a child has made of a text', () => {
  it.each([
    ['the run is stopped, or its time is over', () => ends('Stopped', 'stopped')],
    ['the server goes down', () => ends('Stopped', 'shutting_down')],
    ['the server was started anew', async () => child.link.open('Watch').error(refusal('run_not_found'))],
    ['another tab went on without it', () => child.happen({ type: 'run-continue', revised: false })],
    ['another tab went on with another one', () => child.happen({ type: 'run-continue', revised: true })],
  ])('stays to be seen, copied and used when %s', async (_, happens) => {
    await revised()
    await happens()
    await settled()

    expect(textOf('own-version')).toBe('All mine.')
    expect(textOf('own')).toContain('it was not used')
    expect(child.find('own-version-copy')).not.toBeNull()
    await child.press('own-version-reuse')
    expect(valueOf('idea')).toBe('All mine.')
  })

  it('stays when the next run begins, and the one after, until the child clears it away', async () => {
    await revised('First.')
    await ends('Stopped', 'stopped')
    await child.start()
    expect(textOf('kept-text')).toBe('First.')

    await revised('Second.')
    await child.press('continue')
    await child.happen({ type: 'run-continue', revised: true })
    await ends('Completed', null)
    await child.start()
    await child.open()
    expect(child.findAll('kept-text').map((kept) => kept.textContent)).toEqual(['First.', 'Second.'])

    await child.press('kept-text-clear')
    expect(child.findAll('kept-text').map((kept) => kept.textContent)).toEqual(['Second.'])
    await child.press('kept-text-clear')
    expect(child.find('kept')).toBeNull()
  })

  it('stays when going on is refused, and is no longer said to be used', async () => {
    await revised()
    child.link.answer = () => Promise.reject(refusal('conflict'))
    await child.press('continue')
    await child.happen({ type: 'run-continue', revised: true })

    expect(textOf('own')).toContain('it was not used')
  })

  it('outlives a reload after which the server knows nothing any more', async () => {
    await revised()
    location.hash = ''
    sessionStorage.removeItem('interception.run')
    sessionStorage.removeItem('interception.asked')
    await child.open()
    expect(textOf('own-version')).toBe('All mine.')

    await child.press('own-version-clear')
    expect(child.find('own-version')).toBeNull()
  })

  it('does not get into another run that this tab is led to', async () => {
    await revised()
    location.hash = '#run=another'
    window.dispatchEvent(new Event('hashchange'))
    await settled()

    expect([child.find('own-version'), textOf('kept-text')]).toEqual([null, 'All mine.'])
  })

  it('is cleared away for the next child', async () => {
    await revised()
    await ends('Stopped', 'stopped')
    await child.start()
    await child.press('next-child-yes')

    expect([child.find('kept'), child.find('own')]).toEqual([null, null])
  })
})

describe('an idea and its rules', () => {
  it.each(['rate_limited', 'busy', 'conflict', 'invalid_request', 'safety_unavailable'])(
    'stay when a start is refused (%s), and over a reload',
    async (code) => {
      child.link.answer = () => Promise.reject(refusal(code))
      await child.type('rules', 'told by the wind')
      await child.start('mine')
      expect([valueOf('idea'), valueOf('rules')]).toEqual(['mine', 'told by the wind'])

      await child.open()
      expect([valueOf('idea'), valueOf('rules')]).toEqual(['mine', 'told by the wind'])
    },
  )

  it('are put aside when another text takes their place', async () => {
    await revised()
    await ends('Stopped', 'stopped')
    await child.type('idea', 'a new idea, not yet started')
    await child.press('own-version-reuse')

    expect([valueOf('idea'), textOf('kept-text')]).toEqual(['All mine.', 'a new idea, not yet started'])
  })

  it('are not overwritten by a preset that comes late or is left', async () => {
    const presets = ['wind', 'fence'].map((id) => ({ id, name: id, rules: `The ${id} tells it.` }))
    await child.open({ '/api/presets': presets })
    await child.type('rules', 'mine')
    await child.choose('preset', 'wind')
    await child.type('rules', 'The wind tells it, in my words.')
    await child.choose('preset', 'fence')
    expect(textOf('kept-text')).toBe('mine')
    await child.choose('preset', '')
    expect(valueOf('rules')).toBe('The wind tells it, in my words.')
  })
})

it('Start is there while a word is still being composed', async () => {
  const idea = child.find<HTMLTextAreaElement>('idea')
  idea.dispatchEvent(new Event('compositionstart'))
  await child.type('idea', 'にほ')

  expect(child.find<HTMLButtonElement>('start').disabled).toBe(false)
})

it('clearing away leaves alone what other pages of this address remember', async () => {
  sessionStorage.setItem('theirs', '1')
  localStorage.setItem('theirs', '1')
  await child.start()
  await child.press('next-child-yes')

  expect(Object.keys(sessionStorage)).toEqual(['theirs'])
  expect(localStorage.getItem('theirs')).toBe('1')
})
