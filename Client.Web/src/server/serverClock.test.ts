import { afterEach, expect, it } from 'vitest'
import { readServerTime, serverNow } from './serverClock'

const noon = Date.parse('2026-11-22T12:00:00Z')

afterEach(() => readServerTime(new Date(noon).toUTCString(), noon))

it('a tablet that is an hour late shows the time of the server', () => {
  readServerTime('Sun, 22 Nov 2026 13:00:00 GMT', noon)

  expect(serverNow(noon + 5000)).toBe(noon + 3_605_000)
})

it('seconds that the header leaves out are no reason to jump', () => {
  readServerTime('Sun, 22 Nov 2026 12:00:00 GMT', noon + 900)

  expect(serverNow(noon)).toBe(noon)
})

it('no time, or nonsense, changes nothing', () => {
  readServerTime(null, noon)
  readServerTime('soon', noon)

  expect(serverNow(noon)).toBe(noon)
})
