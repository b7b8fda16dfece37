// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { after, click, link, net, playHub, silence } from '../testing/hubVisit'
import { readHubStream } from './hubCalls'

playHub()

describe('a better transport', () => {
  async function onPolling() {
    Object.assign(net.fates, { WebSockets: 'mute', ServerSentEvents: 'mute' })
    click()
    await after(8100)
    return net.last
  }

  it('is tried again beside the one in use, and takes its place without a loss', async () => {
    const polling = await onPolling()
    const pieces: string[] = []
    const reading = readHubStream<string>(link, () => ['StreamOutput', 'r', pieces.join('').length], (piece) => pieces.push(piece), new AbortController().signal)
    await after(0)
    polling.streams.at(-1)!.reader.next('A blue ')
    net.fates.WebSockets = 'works'
    await after(30_000)
    polling.streams.at(-1)!.reader.next('bird ')
    await after(25_000)
    expect([polling.stopped, link.lost.value, net.last.transport]).toEqual([true, false, 'WebSockets'])
    const { method, args, reader } = net.last.streams.at(-1)!
    expect([method, args]).toEqual(['StreamOutput', ['r', 12]])
    reader.next('sings')
    reader.complete()
    await reading
    expect(pieces.join('')).toBe('A blue bird sings')
    expect(sessionStorage.getItem('interception.transport')).toBe('WebSockets')
  })

  it('that falls silent on trial never takes its place', async () => {
    const polling = await onPolling()
    net.fates.WebSockets = 'works'
    await after(30_000)
    net.last.break(silence)
    await after(60_000)
    expect([polling.stopped, sessionStorage.getItem('interception.transport')]).toEqual([false, 'LongPolling'])
  })

  it('is tried less and less often', async () => {
    await onPolling()
    net.hubs = []
    await after(3_600_000)
    expect(net.tried.filter((transport) => transport === 'WebSockets').length).toBeLessThan(12)
  })
})
