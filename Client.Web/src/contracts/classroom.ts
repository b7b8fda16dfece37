import type { Category, Stage } from './contracts'

/** What a child's page shows of the class; whole at each change. */
export interface ClassroomState {
  /** A colour and an animal in English, such as `amber fox`; null once the lesson has ended. */
  name: string | null
  held: boolean
  /** Whether the teacher can read along. */
  look: boolean
  message: string | null
  /** When the countdown is over, in Unix milliseconds of the server's clock. */
  endsAt: number | null
  /** Null without a limit. */
  piecesLeft: number | null
  hand: boolean
  /** Whether an adult has been told of a cry for help. */
  told: boolean
  wall: WallPiece[]
}

export interface WallPiece {
  offerId: string
  name: string
  text: string
}

/** What the beamer shows. */
export interface WallState {
  hosts: string[]
  /** The code that children type; null when none is needed. */
  code: string | null
  held: boolean
  message: string | null
  endsAt: number | null
  ended: boolean
  pieces: { offerId: string; text: string }[]
}

export type ChildState = 'typing' | 'waiting' | 'working' | 'reading' | 'done' | 'blocked' | 'failed' | 'away'

export interface ClassChild {
  name: string
  /** The label of its newest run; null for none. */
  run: string | null
  state: ChildState
  stage: Stage | null
  /** 1 is next; null when it does not wait. */
  position: number | null
  /** Since when it does that, in Unix milliseconds. */
  since: number
  pieces: number
  hand: boolean
  category: Category | null
}

export interface ClassOffer {
  id: string
  name: string
  text: string
  onWall: boolean
}

export interface ClassAlert {
  id: string
  name: string
  category: Category
  at: number
  opened: boolean
  /** Null until opened. */
  text: string | null
}

export interface ClassLesson {
  held: boolean
  look: boolean
  message: string | null
  endsAt: number | null
  pieces: number | null
  ended: boolean
}

export interface ClassHealth {
  voice: string
  taken: number
  places: number
  waiting: number
  /** Null while nobody has waited. */
  waitSeconds: number | null
  waitCurve: { at: number; seconds: number }[]
  tokensPerSecond: number
  servers: { name: string; well: boolean; taken: number }[]
  missing: string[]
}

/** Everything that a board shows. */
export interface Board {
  children: ClassChild[]
  offers: ClassOffer[]
  alerts: ClassAlert[]
  lesson: ClassLesson
  health: ClassHealth
}

export type ClassEvent = { seq: number } & (
  | ({ type: 'state' } & Board)
  | { type: 'child'; child: ClassChild }
  | { type: 'left'; name: string }
  | { type: 'offer'; offer: ClassOffer; takenBack: boolean }
  | { type: 'alert'; alert: ClassAlert }
  | { type: 'lesson'; lesson: ClassLesson }
  | { type: 'health'; health: ClassHealth }
)
