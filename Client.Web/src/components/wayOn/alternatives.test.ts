import { describe, expect, it } from 'vitest'
import { alternativesFor } from './alternatives'
import { columns, things, ways } from './thingTable'

describe('after a block', () => {
  it.each([
    ['a blue bird kills everybody on a fence', 'en', 'A bird and a fence become friends'],
    ['Der Ritter quält den Drachen', 'de', 'Ein Ritter und ein Drache werden Freunde'],
    ['Die Katzen schlagen alle tot', 'de', 'Eine Katze findet einen Freund'],
    ['le loup tue tous', 'fr', 'Un loup trouve un ami'],
    ['Ejderhanın ateşi kuşları yakıyor', 'tr', 'Bir ejderha ve bir kuş arkadaş oluyor'],
    ['вовк убиває птаха', 'uk', 'Вовк і птах стають друзями'],
    ['волк и птицы', 'ru', 'Волк и птица становятся друзьями'],
    ['الطائر والسياج', 'ar', 'صداقة بين طائر وسياج'],
    ['새가 집을 부순다', 'ko', '친구가 된 새와 집'],
    ['ein Drache', 'en', 'A dragon that finds a friend'],
  ])('two or three ideas keep what was harmless: %s (%s)', (idea, language, first) => {
    const ideas = alternativesFor(idea, language, 'violence')

    expect(ideas[0]).toBe(first)
    expect(ideas).toHaveLength(3)
  })

  it.each(columns)('nothing else of an idea comes back, and there is always something: %s', (language) => {
    expect(alternativesFor('Heil Hitler, xyzzy 0170 1234567', language, 'hate-symbols')).toEqual(ways[language].fallback)
  })

  it('a crisis gets none: there help stands alone', () => {
    expect(alternativesFor('a blue bird', 'en', 'self-harm')).toEqual([])
  })

  it('each thing is said in each language', () => {
    for (const row of things.trim().split('\n')) expect(row.split('|').filter(Boolean)).toHaveLength(columns.length)
    for (const language of columns)
      for (const said of Object.values(ways[language])) expect(said).toHaveLength(3)
  })
})
