// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { en } from './i18n/en'
import { FakeVisit, settled } from './testing/fakeVisit'

let child: FakeVisit

beforeEach(async () => {
  child = await FakeVisit.fresh().open()
})
afterEach(() => child.leave())

const valueOf = (id: string) => child.find<HTMLTextAreaElement>(id).value
const preset = { id: 'wind', name: 'The wind', rules: 'The wind tells it.' }

describe('the rules', () => {
  beforeEach(() => child.open({ '/api/presets': [preset] }))

  it('are filled by a preset, and the own ones come back', async () => {
    await child.type('rules', 'tell it backwards')
    await child.choose('preset', 'wind')
    expect([child.find('preset').textContent.includes('The wind'), valueOf('rules')]).toEqual([true, preset.rules])

    await child.choose('preset', '')
    expect(valueOf('rules')).toBe('tell it backwards')
  })

  it('of a preset may be rewritten, and are the child’s own then', async () => {
    await child.choose('preset', 'wind')
    expect(child.find('preset-changed')).toBeNull()

    await child.type('rules', 'The wind tells it twice.')
    expect(child.find('preset-changed')).not.toBeNull()
    await child.start()
    expect(child.link.calls[0]![1]).toMatchObject({ rules: 'The wind tells it twice.' })
  })
})

describe('the pause', () => {
  it('lets the child revise, and sends nothing when nothing was changed', async () => {
    await child.pause('Once.')
    expect(valueOf('text-Interception')).toBe('Once.')

    await child.press('continue')
    expect(child.link.calls.at(-1)).toEqual(['ContinueRun', 'run-1', null])
  })

  it("sends the child's version and keeps showing it", async () => {
    await child.pause('Once.')
    await child.type('text-Interception', 'Twice.')
    await child.press('continue')
    await child.happen({ type: 'run-continue', revised: true })

    expect(child.link.calls.at(-1)).toEqual(['ContinueRun', 'run-1', 'Twice.'])
    expect(child.find('text-Interception').textContent).toBe('Once.')
    expect(child.find('own-version').textContent).toBe('Twice.')
  })

  it('takes changes back', async () => {
    await child.pause('Once.')
    await child.type('text-Interception', 'Twice.')
    await child.press('undo')

    expect(valueOf('text-Interception')).toBe('Once.')
  })
})

describe('a finished piece', () => {
  beforeEach(async () => {
    await child.type('rules', 'tell it backwards')
    await child.pause('Once.')
    await child.press('continue')
    await child.happen({ type: 'run-continue', revised: false })
    await child.goesThrough('Output', 'The end.')
    await child.happen({ type: 'run-end', outcome: 'Completed', code: null })
    await child.until(() => child.find('from-result') !== null)
  })

  it('becomes the next idea', async () => {
    await child.press('from-result')

    expect([valueOf('idea'), valueOf('rules')]).toEqual(['The end.', 'tell it backwards'])
    expect(document.activeElement).toBe(child.find('idea'))
  })

  it('can be compared with the next one, and taken up again', async () => {
    await child.type('rules', '')
    await child.start('a bold house')
    await child.goesThrough('Interception', 'Bold.')
    await child.until(() => child.find('try-earlier') !== null)

    expect(child.find('try-earlier').textContent).toContain('The end.')
    expect(child.find('try-now').textContent).toContain('Bold.')
    await child.press('reuse-try')
    expect([valueOf('idea'), valueOf('rules')]).toEqual(['a shy house', 'tell it backwards'])
  })

  it('is gone with everything else for the next child', async () => {
    await child.press('next-child-yes')

    expect([valueOf('idea'), valueOf('rules'), child.find('text-Output').textContent]).toEqual(['', '', ''])
    expect(child.find('compare')).toBeNull()
    expect([sessionStorage.length, location.hash]).toEqual([0, ''])
  })
})

describe('the next child', () => {
  it('does not meet the run of the one before', async () => {
    await child.start()
    await child.press('next-child-yes')

    expect(child.link.calls.at(-1)).toEqual(['StopRun', 'run-1'])
    expect(child.find('status').textContent).toBe('Write down your idea, then press Start.')
    await child.until(() => child.link.renewed === 1)
  })
})

describe('a closed door', () => {
  it('asks for the code, and opens with the right one', async () => {
    await child.open({ '/api/config': { door: true }, '/api/door': 401 })
    await child.until(() => child.find('access-code') !== null)
    expect([child.find('idea'), child.find('access-code') !== null]).toEqual([null, true])
    await child.type('access-code', 'wrong')
    await child.press('access-enter')
    expect(child.find('access-answer').textContent).toContain('That is not the code')

    child.answers = { '/api/config': { door: false }, '/api/door': 204 }
    await child.press('access-enter')
    await settled()
    expect([child.find('access-code'), child.find('idea') !== null]).toEqual([null, true])
  })

  it('may close on the way, and what was typed is still there behind it', async () => {
    await child.type('idea', 'still here')
    child.link.denied.value = true
    await child.until(() => child.find('access-code') !== null)
    expect([valueOf('idea'), child.find('access-code') !== null]).toEqual(['still here', true])

    child.link.reopen()
    await settled()
    expect([valueOf('idea'), child.find('access-code')]).toEqual(['still here', null])
  })

  it.each([
    ['rate_limited', en.shutOut.rate_limited],
    ['forbidden', en.shutOut.forbidden],
    ['unknown_host', en.shutOut.unknown_host],
    ['busy', en.shutOut.busy],
    ['shutting_down', en.shutOut.shutting_down],
    ['invalid_request', en.code.invalid_request],
  ] as const)('or the server may, with its reason and the way out: %s', async (code, said) => {
    await child.start()
    child.link.refusal.value = { code, retryAfterMs: 0 }
    await settled()
    expect(child.find('status').textContent).toContain(said)

    child.link.reopen()
    await settled()
    expect(child.find('status').textContent).not.toContain(said)
  })
})

it('what was typed outlives a reload', async () => {
  await child.type('idea', 'kept')
  await child.open()

  expect(valueOf('idea')).toBe('kept')
})

it('kids see few words, experts see figures and events; the choice outlives a reload', async () => {
  await child.choose('mode', 'expert')
  await child.start()
  await child.goesThrough('Interception', 'Once.')
  await child.until(() => child.find('events') !== null && child.find('facts') !== null)
  expect(child.find('facts').textContent).toContain('5 characters')
  expect(child.find('events').textContent).toContain('stage-end')

  await child.choose('mode', 'kids')
  expect([child.find('facts'), child.find('events')]).toEqual([null, null])
})
