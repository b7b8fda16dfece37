import { expect, it } from 'vitest'
import { joinAddress } from './joinAddress'

it.each([
  ['http://localhost:17802/wall', ['192.168.1.5'], 'http://192.168.1.5:17802'],
  ['http://127.0.0.1:17801/art/wall', ['10.0.0.9', '172.17.0.1'], 'http://10.0.0.9:17801/art'],
  ['http://localhost:17802/wall', [], 'http://localhost:17802'],
  ['https://art.school.example/wall', ['192.168.1.5'], 'https://art.school.example'],
])('from %s children go to %s', (page, hosts, address) => {
  expect(joinAddress(page, hosts)).toBe(address)
})
