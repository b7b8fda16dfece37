import { ref, shallowRef, type Ref } from 'vue'
import type { Board, ClassEvent } from '../contracts/classroom'
import { errorCodeOf } from '../hub/hubErrors'
import type { HubLink } from '../hub/hubLink'
import { applyEvent } from './boardState'
import { followStream } from './followState'

/** The teacher's commands. */
export type LessonCommand =
  | [method: 'SetLook', on: boolean]
  | [method: 'Hold' | 'SetMessage' | 'ShowOnWall', text: string | null]
  | [method: 'SetCountdown' | 'SetPieces', count: number | null]
  | [method: 'StopRun' | 'OpenAlert', name: string]
  | [method: 'Release' | 'StopAll' | 'EndLesson']

/** The class as the teacher's page shows it. */
export function useBoard(link: HubLink, on: Ref<boolean>) {
  const board = shallowRef<Board | null>(null)
  /** Whether the last command failed. */
  const failed = ref(false)
  followStream<ClassEvent>(link, 'WatchClass', on, (happened) => (board.value = applyEvent(board.value, happened)))

  async function say(...[method, ...args]: LessonCommand): Promise<void> {
    try {
      await link.invoke(method, ...args)
      failed.value = false
    } catch (error) {
      // What no longer exists need not be stopped.
      failed.value = errorCodeOf(error) !== 'run_not_found'
    }
  }

  return { board, failed, say }
}

export type Say = ReturnType<typeof useBoard>['say']
