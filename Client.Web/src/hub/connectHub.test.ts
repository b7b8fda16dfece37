// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { FakeNet, never } from '../testing/fakeHub'
import { after, click, link, net, openLine, playHub, silence } from '../testing/hubVisit'
import { invokeUntilAnswered, readHubStream } from './hubCalls'

playHub()

describe('a transport proves itself', () => {
  it('and the best one that does is used', async () => {
    const connected = click()
    await after(0)
    expect(connected).toHaveBeenCalledWith(1)
    expect(net.tried).toEqual(['WebSockets'])
  })

  it.each([
    ['refused', 'mute', 4100],
    ['mute', 'mute', 8100],
    ['mute', 'refused', 4100],
    ['mute after the handshake', 'mute after the handshake', 8100],
    ['refused', 'mute after the handshake', 4100],
  ] as const)('where sockets are %s and events %s, polling is there in time', async (sockets, events, ms) => {
    Object.assign(net.fates, { WebSockets: sockets, ServerSentEvents: events })
    const connected = click()
    await after(ms)
    expect(connected).toHaveBeenCalledWith(1)
    expect([net.tried, link.lost.value]).toEqual([['WebSockets', 'ServerSentEvents', 'LongPolling'], false])
    expect(net.hubs.map((hub) => hub.stopped)).toEqual([true, true, false])
  })

  it('and on the next visit what worked is used at once', async () => {
    Object.assign(net.fates, { WebSockets: 'mute', ServerSentEvents: 'mute' })
    click()
    await after(8100)
    link.close()
    net.hubs = []
    const again = click()
    await after(0)
    expect(again).toHaveBeenCalledOnce()
    expect(net.tried).toEqual(['LongPolling'])
  })

  it('and one that falls silent gives way to the next, which answers', async () => {
    click()
    await after(0)
    net.last.break(silence)
    await after(1000)
    expect([net.tried, link.lost.value]).toEqual([['WebSockets', 'ServerSentEvents'], false])
  })

  it('but silence of the whole network is no fault of it', async () => {
    click()
    await after(0)
    net.negotiation = () => never
    net.last.break(silence)
    await after(12_000)
    net.negotiation = new FakeNet().negotiation
    await after(15_000)
    expect([net.tried.at(-1), link.lost.value]).toEqual(['WebSockets', false])
  })

  it('and where none does, all are tried again', async () => {
    Object.assign(net.fates, { WebSockets: 'refused', ServerSentEvents: 'refused', LongPolling: 'refused' })
    click()
    await after(1000)
    expect(net.tried.length).toBeGreaterThan(3)
    expect(link.lost.value).toBe(true)
  })
})

describe('the next child', () => {
  it('gets a connection of its own, and nobody is told that one was lost', async () => {
    click()
    await after(0)
    const next = link.connected(1)
    await link.renew()

    expect(await next).toBe(2)
    expect([net.tried, net.hubs.map((hub) => hub.stopped), link.lost.value]).toEqual([['WebSockets', 'WebSockets'], [true, false], false])
  })
})

describe('who leaves', () => {
  it('leaves no loop behind, even while there is no line', async () => {
    net.negotiation = () => Promise.reject(new Error('refused'))
    openLine()
    const left = new AbortController()
    const reading = readHubStream(link, () => ['Watch'], () => {}, left.signal)
    await after(5000)
    left.abort()
    await reading
    link.close()
    const tried = net.tried.length
    await after(600_000)
    expect([net.tried.length, vi.getTimerCount()]).toEqual([tried, 0])
  })

  it('ends a command that waits for a line', async () => {
    net.negotiation = () => never
    openLine()
    const stopping = invokeUntilAnswered(link, 'StopRun', 'r')
    link.close()
    await expect(stopping).rejects.toThrow('closed')
  })
})
