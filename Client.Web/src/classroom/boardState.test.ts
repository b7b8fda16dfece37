import { describe, expect, it } from 'vitest'
import type { Board, ClassChild, ClassEvent } from '../contracts/classroom'
import { applyEvent, byNeed } from './boardState'

const child = (name: string, more: Partial<ClassChild> = {}): ClassChild => ({
  name,
  run: null,
  state: 'typing',
  stage: null,
  position: null,
  since: 0,
  pieces: 0,
  hand: false,
  category: null,
  ...more,
})

const empty: Board = {
  children: [],
  offers: [],
  alerts: [],
  lesson: { held: false, look: false, message: null, endsAt: null, pieces: null, ended: false },
  health: { voice: 'ollama', taken: 0, places: 1, waiting: 0, waitSeconds: null, waitCurve: [], tokensPerSecond: 0, servers: [], missing: [] },
}

const after = (board: Board | null, ...events: object[]) =>
  events.reduce<Board | null>((now, fields, n) => applyEvent(now, { seq: n + 1, ...fields } as ClassEvent), board)

describe('the board', () => {
  it('knows nothing before it has been told the whole state', () => {
    expect(after(null, { type: 'child', child: child('amber fox') })).toBeNull()
  })

  it('takes each thing anew, and drops who has left and what was taken back', () => {
    const offer = { id: '1', name: 'amber fox', text: 'a piece', onWall: false }
    const board = after(
      null,
      { type: 'state', ...empty, children: [child('amber fox')], offers: [offer] },
      { type: 'child', child: child('amber fox', { hand: true }) },
      { type: 'child', child: child('teal owl') },
      { type: 'left', name: 'teal owl' },
      { type: 'offer', offer: { ...offer, onWall: true }, takenBack: false },
    )!
    expect(board.children).toEqual([child('amber fox', { hand: true })])
    expect(board.offers).toEqual([{ ...offer, onWall: true }])
    expect(after(board, { type: 'offer', offer: { ...offer, text: '' }, takenBack: true })!.offers).toEqual([])
    expect(after(board, { type: 'something-new' })).toBe(board)
    expect(after(board, { type: 'state', ...empty })).toEqual(empty)
  })

  it('sorts by need: a cry for help, a hand, failed, blocked, who has waited longest, the others by name, who is away last', () => {
    const children = [
      child('a away', { state: 'away' }),
      child('b reads', { state: 'reading' }),
      child('c waits since 9', { state: 'waiting', since: 9 }),
      child('d waits since 5', { state: 'waiting', since: 5 }),
      child('e blocked', { state: 'blocked' }),
      child('f failed', { state: 'failed' }),
      child('g hand', { hand: true, state: 'away' }),
      child('h cries', { state: 'blocked' }),
      child('i cried', { state: 'typing' }),
    ]
    const alert = { id: '1', category: 'self-harm' as const, at: 0, text: null }
    const alerts = [
      { ...alert, name: 'h cries', opened: false },
      { ...alert, name: 'i cried', opened: true },
    ]
    const order = byNeed({ ...empty, children, alerts }).map(({ name }) => name[0])
    expect(order.join('')).toBe('hgfedcbia')
  })
})
