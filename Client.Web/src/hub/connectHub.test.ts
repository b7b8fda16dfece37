// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { answer, FakeNet, never } from '../testing/fakeHub'
import { connectHub } from './connectHub'
// Here at once, so that no test waits for a file.
import './healing'
import { invokeUntilAnswered, readHubStream } from './hubCalls'
import type { HubLink } from './hubLink'

let net: FakeNet
vi.mock('@microsoft/signalr', async (original) => {
  const { builderOn } = await import('../testing/fakeHub')
  return { ...(await original<object>()), HubConnectionBuilder: builderOn(() => net) }
})

let link: HubLink
const after = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const silence = 'Server timeout elapsed without receiving a message from the server.'

/** The page asks for a connection: a click. */
function click() {
  link = connectHub('http://school.test/hubs/interception')
  const connected = vi.fn()
  link.connected().then(connected, () => {})
  return connected
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.999)
  sessionStorage.clear()
  net = new FakeNet()
  vi.stubGlobal('fetch', net.fetch)
})

afterEach(() => {
  link.close()
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

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

describe('a refusal', () => {
  it.each([
    [401, { code: 'access_denied' }, 'access_denied'],
    [403, {}, 'forbidden'],
    [400, { code: 'invalid_request', field: 'Host' }, 'unknown_host'],
    [429, { code: 'rate_limited' }, 'rate_limited'],
    [503, { code: 'busy' }, 'busy'],
    [503, { code: 'shutting_down' }, 'shutting_down'],
  ])('met while reconnecting is said as what it is: %i %o', async (status, body, code) => {
    click()
    await after(0)
    net.negotiation = () => answer(status, body, '3')
    net.last.break()
    await after(600)
    expect(link.refusal.value).toEqual({ code, retryAfterMs: 3000 })
    expect(link.denied.value).toBe(code === 'access_denied')
    net.negotiation = new FakeNet().negotiation
    link.reopen()
    await after(0)
    expect([link.refusal.value, link.denied.value, link.lost.value]).toEqual([null, false, false])
  })

  it('with a time is asked again by then, not before', async () => {
    net.negotiation = () => answer(503, { code: 'busy' }, '7')
    const connected = click()
    await after(6900)
    expect(net.tried).toEqual(['WebSockets'])
    net.negotiation = new FakeNet().negotiation
    await after(1000)
    expect([connected.mock.calls.length, link.refusal.value]).toEqual([1, null])
  })

  it('for want of a code waits for the code, and loses no command', async () => {
    net.negotiation = () => answer(401, { code: 'access_denied' })
    link = connectHub('http://school.test/hubs/interception')
    const stopping = invokeUntilAnswered(link, 'StopRun', 'r')
    await after(600_000)
    expect(net.tried).toEqual(['WebSockets'])
    net.negotiation = new FakeNet().negotiation
    link.reopen()
    await after(0)
    expect(net.last.invoke).toHaveBeenCalledWith('StopRun', 'r')
    stopping.catch(() => {})
  })

  it('of a proxy that does not reach the server is none', async () => {
    net.negotiation = () => answer(502, {})
    click()
    await after(100)
    expect([link.refusal.value, link.lost.value]).toEqual([null, true])
  })
})

describe('a network that loses sockets in silence', () => {
  it('is found out by deadlines; the next try has a new socket', async () => {
    net.negotiation = () => never
    click()
    await after(9900)
    expect(link.lost.value).toBe(false)
    await after(200)
    expect(link.lost.value).toBe(true)
    await after(1000)
    expect(net.questions('health/live')).toBe(6)
    expect(net.questions('negotiate')).toBe(2)
  })

  it('is back within 40 s in the worst case', async () => {
    net.negotiation = () => never
    net.fetch.mockImplementation((url: string | URL, { signal }: { signal?: AbortSignal } = {}) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('aborted')))
        if (isBack) resolve(String(url).includes('/negotiate') ? new FakeNet().negotiation() : answer(200, {}))
      }) as never)
    let isBack = false
    const connected = click()
    await after(300_000)
    isBack = true
    await after(40_000)
    expect(connected).toHaveBeenCalledOnce()
  })

  it.each([
    ['online', () => dispatchEvent(new Event('online'))],
    ['visible', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('is back at once when the tab is told: %s', async (_, tell) => {
    net.negotiation = () => never
    const connected = click()
    await after(100_000)
    net.negotiation = new FakeNet().negotiation
    tell()
    await after(10)
    expect(connected).toHaveBeenCalledOnce()
  })

  it('is looked at when the reader comes back, though nobody has noticed yet', async () => {
    click()
    await after(0)
    net.fates.WebSockets = 'mute after the handshake'
    dispatchEvent(new Event('online'))
    await after(3900)
    expect(net.tried).toEqual(['WebSockets'])
    net.fates.WebSockets = 'works'
    await after(1000)
    expect([net.tried, link.lost.value]).toEqual([['WebSockets', 'WebSockets'], false])
  })

  it('costs no command: an answer that does not come is asked for on a new line', async () => {
    click()
    await after(0)
    const first = net.last
    const stopping = invokeUntilAnswered(link, 'StopRun', 'r')
    await after(0)
    net.fates.WebSockets = 'mute after the handshake'
    await after(10_000)
    net.fates.WebSockets = 'works'
    await after(5000)
    expect([first.invoke.mock.calls.length, net.last.invoke.mock.calls.length]).toEqual([1, 1])
    stopping.catch(() => {})
  })

  it('but a server that takes its time is waited for', async () => {
    click()
    await after(0)
    void invokeUntilAnswered(link, 'StopRun', 'r').catch(() => {})
    await after(60_000)
    expect([net.tried.length, net.last.invoke.mock.calls.length]).toEqual([1, 1])
  })
})

describe('who leaves', () => {
  it('leaves no loop behind, even while there is no line', async () => {
    net.negotiation = () => Promise.reject(new Error('refused'))
    link = connectHub('http://school.test/hubs/interception')
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
    link = connectHub('http://school.test/hubs/interception')
    const stopping = invokeUntilAnswered(link, 'StopRun', 'r')
    link.close()
    await expect(stopping).rejects.toThrow('closed')
  })
})
