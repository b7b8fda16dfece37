import { afterEach, beforeEach, vi } from 'vitest'
import { connectHub } from '../hub/connectHub'
// Here at once, so that no test waits for a file.
import '../hub/healing'
import type { HubLink } from '../hub/hubLink'
import { FakeNet, playOn } from './fakeHub'

export let net: FakeNet
export let link: HubLink

export const after = (ms: number) => vi.advanceTimersByTimeAsync(ms)
export const silence = 'Server timeout elapsed without receiving a message from the server.'

/** A line, which nobody has asked for anything. */
export const openLine = () => (link = connectHub('http://school.test/hubs/interception'))

/** The page asks for a connection: a click. */
export function click() {
  const connected = vi.fn()
  openLine().connected().then(connected, () => {})
  return connected
}

/** Gives each test of a file a new network, and time that stands still. */
export function playHub(): void {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.spyOn(Math, 'random').mockReturnValue(0.999)
    sessionStorage.clear()
    net = new FakeNet()
    playOn(() => net)
    vi.stubGlobal('fetch', net.fetch)
  })

  afterEach(() => {
    link.close()
    vi.useRealTimers()
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })
}
