import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { Config } from '../contracts/contracts'
import type { HubLink } from '../hub/hubLink'
import { submitAccessCode, type AccessAnswer } from './accessCode'
import { fetchConfig } from './serverApi'

/** The server's report about itself, and whether it lets this page in. */
export function useServer(link: HubLink) {
  const config = shallowRef<Config | null>(null)
  const refused = ref(false)
  const met = ref(false)
  /** Whether this page was ever let in. */
  const entered = ref(false)
  const closed = computed(() => refused.value || link.denied.value)

  async function meet() {
    const { value, status } = await fetchConfig()
    config.value = value ?? config.value
    refused.value = status === 401 || value?.door === true
    met.value = true
    entered.value ||= !closed.value
  }

  /** Shows the access code, and continues what was refused. */
  async function enter(code: string): Promise<AccessAnswer> {
    const answer = await submitAccessCode(code)
    if (answer === 'open') {
      await meet()
      link.reopen()
    }
    return answer
  }

  void meet()
  // The server may be another one now.
  watch(link.lost, (lost) => lost || void meet())
  return {
    config: config as Readonly<Ref<Config | null>>,
    /** Whether an access code is asked for. */
    closed,
    entered,
    /** Whether the server was reached and may be asked. */
    open: computed(() => met.value && !closed.value),
    enter,
    /** Asks again what the server says of itself. */
    ask: meet,
  }
}

export type Server = ReturnType<typeof useServer>
