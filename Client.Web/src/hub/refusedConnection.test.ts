// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { answer, FakeNet } from '../testing/fakeHub'
import { after, click, link, net, openLine, playHub } from '../testing/hubVisit'
import { invokeUntilAnswered } from './hubCalls'

playHub()

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
    openLine()
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
