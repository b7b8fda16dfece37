import { ref, watch, type Ref } from 'vue'
import type { ClassroomState } from '../contracts/classroom'
import { invokeUntilAnswered } from '../hub/hubCalls'
import type { HubLink } from '../hub/hubLink'
import { recall, remember } from '../memory/tabMemory'
import { useFollowed } from './followState'

/** The class as a child's page shows it. */
export function useClassroom(link: HubLink, on: Ref<boolean>) {
  const state = useFollowed<ClassroomState>(link, 'WatchClassroom', on)
  /** The runs whose pieces this tab has offered; each can be taken back at any time. */
  const offered = ref<string[]>(recall('offered')?.split(' ') ?? [])

  watch(offered, (runs) => remember('offered', runs.length > 0 ? runs.join(' ') : null))
  // The lesson has ended, and all offers with it.
  watch(state, (now) => now?.name === null && (offered.value = []))

  async function isDone(method: string, ...args: unknown[]): Promise<boolean> {
    try {
      await invokeUntilAnswered(link, method, ...args)
      return true
    } catch {
      return false
    }
  }

  return {
    state,
    offered,
    raise: (isUp: boolean) => isDone('RaiseHand', isUp),
    async offer(runId: string) {
      if (await isDone('Offer', runId)) offered.value = [...offered.value, runId]
    },
    async takeBack(runId: string) {
      if (await isDone('TakeBack', runId)) offered.value = offered.value.filter((other) => other !== runId)
    },
  }
}
