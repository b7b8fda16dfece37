import type { Board, ClassAlert, ClassChild, ClassEvent } from '../contracts/classroom'

/** The board after an event; null before the first whole state. */
export function applyEvent(board: Board | null, happened: ClassEvent): Board | null {
  if (happened.type === 'state') {
    const { children, offers, alerts, lesson, health } = happened
    return { children, offers, alerts, lesson, health }
  }
  if (!board) return null
  switch (happened.type) {
    case 'child':
      return { ...board, children: withOne(board.children, happened.child, 'name') }
    case 'left':
      return { ...board, children: board.children.filter(({ name }) => name !== happened.name) }
    case 'offer': {
      const { offer, takenBack } = happened
      return { ...board, offers: takenBack ? board.offers.filter(({ id }) => id !== offer.id) : withOne(board.offers, offer, 'id') }
    }
    case 'alert':
      return { ...board, alerts: withOne(board.alerts, happened.alert, 'id') }
    case 'lesson':
      return { ...board, lesson: happened.lesson }
    case 'health':
      return { ...board, health: happened.health }
    default:
      return board
  }
}

function withOne<T>(all: T[], one: T, key: keyof T): T[] {
  const at = all.findIndex((other) => other[key] === one[key])
  return at < 0 ? [...all, one] : all.map((other, n) => (n === at ? one : other))
}

/** The order of urgency: a smaller number comes first. */
export function needOf(child: ClassChild, alerts: readonly ClassAlert[]): number {
  if (alerts.some(({ name, opened }) => name === child.name && !opened)) return 0
  if (child.hand) return 1
  return { failed: 2, blocked: 3, waiting: 4, working: 5, reading: 5, typing: 5, done: 5, away: 6 }[child.state]
}

/** The children: those who need help first, then those who wait longest. The others keep their places. */
export function byNeed({ children, alerts }: Board): ClassChild[] {
  return [...children].sort((one, other) => {
    const needs = needOf(one, alerts) - needOf(other, alerts)
    if (needs !== 0) return needs
    return one.state === 'waiting' && other.state === 'waiting' ? one.since - other.since : one.name < other.name ? -1 : 1
  })
}
