// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, nextTick } from 'vue'
import { rareWords } from '../../i18n/rareWords'
import { FakeNet, playOn } from '../../testing/fakeHub'
import { FakeHubLink } from '../../testing/fakeHubLink'
import SlowCheck from './SlowCheck.vue'

const { slow } = rareWords.said.value
let net: FakeNet

beforeEach(() => {
  vi.useFakeTimers()
  net = new FakeNet()
  playOn(() => net)
  vi.stubGlobal('fetch', net.fetch)
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

async function measured() {
  const root = document.createElement('div')
  document.body.append(root)
  const app = createApp(SlowCheck, { link: new FakeHubLink() })
  app.mount(root)
  await vi.advanceTimersByTimeAsync(13_000)
  await nextTick()
  const found = {
    sentence: root.querySelector('[data-testid="slow-sentence"]')!.textContent,
    bars: root.querySelectorAll('rect').length,
    late: root.querySelectorAll('rect.late').length,
  }
  app.unmount()
  root.remove()
  return found
}

it('measures over a connection of its own, draws the gaps, and says one sentence', async () => {
  expect(await measured()).toEqual({ sentence: slow.well, bars: 50, late: 0 })
  expect([net.tried, net.last.stopped]).toEqual([['WebSockets'], true])
})

it('shows what is held back on the way', async () => {
  net.holds.WebSockets = 2000
  const { sentence, bars, late } = await measured()

  expect(sentence).toMatch(/^Something on the way holds texts back, for up to (1\.9|2\.0)s/)
  expect([bars, late]).toEqual([50, 1])
})

it('says so when nobody answers', async () => {
  net.fates.WebSockets = 'refused'

  expect(await measured()).toMatchObject({ sentence: slow.away, bars: 0 })
})
