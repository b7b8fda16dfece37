import { expect, it } from 'vitest'
import { Turns } from './turns'

it('a few panels are looked at in every frame, a class in turns', () => {
  const turns = new Turns()

  expect([1, 8, 9, 30, 100].map((panels) => turns.count(panels))).toEqual([1, 1, 2, 4, 6])
})

it('where frames are dear, turns are rarer, and come back', () => {
  const turns = new Turns()
  for (let n = 0; n < 10; n++) turns.add(20)
  expect(turns.count(1)).toBeGreaterThan(1)
  for (let n = 0; n < 100; n++) turns.add(60)
  expect(turns.count(1)).toBe(6)
  for (let n = 0; n < 100; n++) turns.add(1)

  expect(turns.count(1)).toBe(1)
})
