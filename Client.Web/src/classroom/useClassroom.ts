import { ref, type Ref } from 'vue'
import type { ClassroomState } from '../contracts/classroom'
import { invokeUntilAnswered } from '../hub/hubCalls'
import type { HubLink } from '../hub/hubLink'
import { useFollowed } from './followState'

/** The class as a child's page takes part in it. */
export function useClassroom(link: HubLink, on: Ref<boolean>) {
  const state = useFollowed<ClassroomState>(link, 'WatchClassroom', on)
  /** The run whose piece was offered from this page. */
  const offered = ref<string | null>(null)

  async function quietly(act: Promise<unknown>): Promise<boolean> {
    try {
      await act
      return true
    } catch {
      return false
    }
  }

  return {
    state,
    offered,
    raise: (isUp: boolean) => quietly(invokeUntilAnswered(link, 'RaiseHand', isUp)),
    async offer(runId: string) {
      if (await quietly(invokeUntilAnswered(link, 'Offer', runId))) offered.value = runId
    },
    async takeBack(runId: string) {
      if (await quietly(invokeUntilAnswered(link, 'TakeBack', runId))) offered.value = null
    },
  }
}
