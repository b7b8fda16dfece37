// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { copyText } from './copyText'

afterEach(() => vi.unstubAllGlobals())

it('copies through the clipboard where there is one', async () => {
  const writeText = vi.fn(async () => {})
  vi.stubGlobal('navigator', { clipboard: { writeText } })

  expect(await copyText('mine')).toBe(true)
  expect(writeText).toHaveBeenCalledWith('mine')
})

it('copies what is selected where the page came over plain http', async () => {
  vi.stubGlobal('navigator', {})
  let selected = ''
  const field = () => document.querySelector('textarea')
  document.execCommand = () => ((selected = field()!.value), true)

  expect(await copyText('mine')).toBe(true)
  expect([selected, field()]).toEqual(['mine', null])
})

it('says so where nothing helps', async () => {
  vi.stubGlobal('navigator', {})
  document.execCommand = () => false

  expect(await copyText('mine')).toBe(false)
})
