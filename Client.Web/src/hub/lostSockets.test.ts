// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { answer, FakeNet, never } from '../testing/fakeHub'
import { after, click, link, net, playHub } from '../testing/hubVisit'
import { invokeUntilAnswered } from './hubCalls'

playHub()

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
