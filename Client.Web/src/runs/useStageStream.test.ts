// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { FakeSource } from '../testing/fakeSource'
import { address, heard, last, playStageStream, read, settled } from '../testing/stageStreamVisit'

playStageStream()

it('reads a stage stream to its end', async () => {
  const { text, complete, outcome } = read()
  expect(last().url.pathname + last().url.search).toBe('/api/text_stream/stage2/try-1?prompt=a+bird')
  last().say('connected', {})
  last().say('chunk', { text_chunk: 'A blue ' }, '7')
  last().say('chunk', { text_chunk: 'bird' }, '11')
  expect([text.value, complete.value]).toEqual(['A blue bird', false])
  last().say('complete', { final_text: 'A blue bird' }, '11.end')
  await settled()

  expect([complete.value, outcome.value, heard, last().readyState]).toEqual([true, 'Completed', ['started', 'A blue bird'], 2])
})

it.each([['12'], ['']])('says that part of the text is missing: %s', async (id) => {
  const { text, outcome } = read()
  last().say('chunk', { text_chunk: 'A blue ' }, '7')
  last().say('chunk', { text_chunk: 'bird' }, id)
  await settled()

  expect([heard, text.value, outcome.value]).toEqual([['offset_gap'], 'A blue ', 'Failed'])
})

it('takes what was missing at the end from the ending', async () => {
  const { text } = read()
  last().say('chunk', { text_chunk: 'A blue ' }, '7')
  last().say('complete', { final_text: 'A blue bird' }, '11.end')
  await settled()

  expect([text.value, heard]).toEqual(['A blue bird', ['A blue bird']])
})

it.each([
  ['blocked', 'blocked', '', 'Blocked'],
  ['error', 'stopped', 'A blue ', 'Stopped'],
  ['error', 'timeout', 'A blue ', 'Failed'],
])('tells how it ended: %s %s', async (name, code, left, ended) => {
  const { text, outcome } = read()
  last().say('chunk', { text_chunk: 'A blue ' }, '7')
  last().say(name, { code }, '7.end')
  await settled()

  expect([heard, text.value, outcome.value]).toEqual([[code], left, ended])
})

it('reads anew when the address changes, and nothing without one', async () => {
  const { text } = read()
  const first = last()
  first.say('chunk', { text_chunk: 'old' }, '3')
  address.value = { stream: '/api/text_stream/stage2/try-2' }
  await settled()
  first.say('chunk', { text_chunk: 'late' }, '7')
  last().say('chunk', { text_chunk: 'new' }, '3')
  expect([text.value, first.readyState]).toEqual(['new', 2])
  address.value = null
  await settled()

  expect([text.value, last().readyState, FakeSource.opened.length]).toEqual(['', 2, 2])
})
