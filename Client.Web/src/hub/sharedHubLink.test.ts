import { expect, it, vi } from 'vitest'
import { FakeHubLink } from '../testing/fakeHubLink'
import { sharedHubLink } from './sharedHubLink'

const opened: FakeHubLink[] = []
vi.mock('./connectHub', () => ({
  connectHub: () => {
    const link = new FakeHubLink()
    vi.spyOn(link, 'close')
    opened.push(link)
    return link
  },
}))

const hub = 'http://server/hubs/interception'

it('thirty panels at one hub have one connection, until the last of them is done', () => {
  opened.length = 0
  const panels = Array.from({ length: 30 }, () => sharedHubLink(hub))
  const last = panels.pop()!
  panels.forEach(({ release }) => release())

  expect(opened).toHaveLength(1)
  expect(panels.every(({ link }) => link === last.link)).toBe(true)
  expect(last.link.close).not.toHaveBeenCalled()
  last.release()
  expect(last.link.close).toHaveBeenCalledOnce()
})

it('another hub has a connection of its own, and so has one who comes after the end', () => {
  opened.length = 0
  const [here, there] = [sharedHubLink(hub), sharedHubLink('http://other/hubs/interception')]
  here.release()
  const again = sharedHubLink(hub)

  expect(new Set([here.link, there.link, again.link])).toEqual(new Set(opened))
  expect(opened).toHaveLength(3)
  ;[there, again].forEach(({ release }) => release())
})
