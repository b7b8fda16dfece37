// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { FakeHubLink, refusal } from '../testing/fakeHubLink'
import { address, heard, playStageStream, read, scope, settled } from '../testing/stageStreamVisit'
import { useStageStream } from './useStageStream'

let link: FakeHubLink
vi.mock('../hub/connectHub', () => ({ connectHub: () => link }))

playStageStream()

it('of the hub shares one line with its neighbours, and the last one closes it', async () => {
  link = new FakeHubLink()
  const close = vi.spyOn(link, 'close')
  const at = (stage: 'Interception' | 'Output') => ({ hub: '/hubs/interception', runId: 'run-1', stage }) as const
  address.value = at('Interception')
  read()
  const second = effectScope()
  second.run(() => useStageStream(at('Output')))
  await settled()
  link.cut()
  scope.stop()
  await settled()
  expect(close).not.toHaveBeenCalled()
  second.stop()
  await settled()

  expect(close).toHaveBeenCalledOnce()
})

it('reads a stage at the hub, over a lost line, to the exact character', async () => {
  link = new FakeHubLink()
  const close = vi.spyOn(link, 'close')
  address.value = { hub: '/hubs/interception', runId: 'run-1', stage: 'Interception' }
  const { text, outcome } = read()
  await settled()
  link.open('StreamInterception').next('A blue ')
  link.cut()
  await settled()
  link.restore()
  await settled()
  expect(link.open('StreamInterception').args).toEqual(['run-1', 7])
  link.open('StreamInterception').next('bird')
  link.open('StreamInterception').complete()
  await settled()

  expect([text.value, outcome.value, heard]).toEqual(['A blue bird', 'Completed', ['started', 'A blue bird']])
  expect(close).toHaveBeenCalledOnce()
})

it('takes a blocked text of the hub back', async () => {
  link = new FakeHubLink()
  address.value = { hub: '/hubs/interception', runId: 'run-1', stage: 'Output' }
  const { text, outcome } = read()
  await settled()
  link.open('StreamOutput').next('A blue ')
  link.open('StreamOutput').error(refusal('blocked'))
  await settled()

  expect([text.value, outcome.value, heard]).toEqual(['', 'Blocked', ['started', 'blocked']])
})
