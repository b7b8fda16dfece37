import { expect, it } from 'vitest'
import { FrameBudget } from './frameBudget'

it('a few panels are looked at in every frame, a class in turns', () => {
  const budget = new FrameBudget()

  expect([1, 8, 9, 30, 100].map((panels) => budget.count(panels))).toEqual([1, 1, 2, 4, 6])
})

it('where frames are dear, turns are rarer, and come back', () => {
  const budget = new FrameBudget()
  for (let n = 0; n < 10; n++) budget.add(20)
  expect(budget.count(1)).toBeGreaterThan(1)
  for (let n = 0; n < 100; n++) budget.add(60)
  expect(budget.count(1)).toBe(6)
  for (let n = 0; n < 100; n++) budget.add(1)

  expect(budget.count(1)).toBe(1)
})
