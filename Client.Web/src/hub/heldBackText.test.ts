// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { after, click, link, net, playHub } from '../testing/hubVisit'
import { readHubStream } from './hubCalls'

playHub()

describe('a transport that holds text back', () => {
  async function onHolding(ms: number) {
    net.holds.WebSockets = ms
    click()
    await after(0)
    return net.last
  }

  it('gives way to another one, without a gap in the text', async () => {
    const sockets = await onHolding(3000)
    const pieces: string[] = []
    const reading = readHubStream<string>(link, () => ['StreamOutput', 'r', pieces.join('').length], (piece) => pieces.push(piece), new AbortController().signal)
    await after(0)
    sockets.streams.at(-1)!.reader.next('A blue ')
    link.doubt()
    await after(7000)
    expect([sockets.stopped, link.lost.value, link.transport.value]).toEqual([true, false, 'ServerSentEvents'])
    expect(link.changes.value).toMatchObject([{ from: 'WebSockets', to: 'ServerSentEvents' }])
    expect(link.changes.value[0]!.heldMs).toBeGreaterThan(2000)
    const { args, reader } = net.last.streams.at(-1)!
    expect(args).toEqual(['r', 7])
    reader.next('bird')
    reader.complete()
    await reading
    expect(pieces.join('')).toBe('A blue bird')
  })

  it('is not tried again as a better one', async () => {
    await onHolding(3000)
    link.doubt()
    await after(7000)
    await after(3_600_000)
    expect([link.transport.value, net.tried.filter((transport) => transport === 'WebSockets').length]).toEqual(['ServerSentEvents', 1])
  })

  it.each([
    ['one that lets all through as it comes', 0],
    ['one that is a little late', 1000],
  ])('but %s stays', async (_, ms) => {
    await onHolding(ms)
    link.doubt()
    await after(20_000)
    expect([link.transport.value, link.changes.value]).toEqual(['WebSockets', []])
  })

  it('is changed once a minute at most', async () => {
    await onHolding(3000)
    net.holds.ServerSentEvents = 3000
    link.doubt()
    await after(7000)
    link.doubt()
    await after(40_000)
    expect(link.transport.value).toBe('ServerSentEvents')
    await after(20_000)
    link.doubt()
    await after(10_000)
    expect([link.transport.value, link.changes.value.length]).toEqual(['LongPolling', 2])
  })

  it('stays where there is no other', async () => {
    Object.assign(net.fates, { ServerSentEvents: 'mute', LongPolling: 'refused' })
    await onHolding(3000)
    link.doubt()
    await after(30_000)
    expect([link.transport.value, link.lost.value]).toEqual(['WebSockets', false])
  })

  it('is not looked at while nobody looks at the page', async () => {
    await onHolding(3000)
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    link.doubt()
    await after(10_000)
    expect(net.last.streams.filter(({ args }) => args[0] !== 1)).toEqual([])
  })
})
