import { reactive, watch } from 'vue'
import type { OutputForm, RunRequest } from '../contracts/contracts'
import { recall, remember } from '../runs/session'

/** What the child has typed and chosen; it outlives a reload. */
export interface Draft {
  idea: string
  rules: string
  /** The preset that the rules came from; empty when they are the child's own. */
  preset: string
  /** The child's own rules, while a preset's are shown. */
  ownRules: string
  output: OutputForm
  translateTo: string
  translateOutputTo: string
  /** The child's version of the interception; null while it is unchanged. */
  revision: string | null
}

const emptyDraft: Draft = {
  idea: '',
  rules: '',
  preset: '',
  ownRules: '',
  output: 'Story',
  translateTo: '',
  translateOutputTo: '',
  revision: null,
}

export function useDraft(): Draft {
  const draft = reactive<Draft>({ ...emptyDraft, ...JSON.parse(recall('draft') ?? '{}') })
  watch(draft, () => remember('draft', JSON.stringify(draft)))
  return draft
}

/** The draft as it is asked of the server. */
export function requestOf(draft: Draft, language: string): RunRequest {
  const { idea, rules, output, translateTo, translateOutputTo } = draft
  return {
    text: idea,
    rules,
    language,
    output,
    translateTo: translateTo || null,
    translateOutputTo: translateOutputTo || null,
  }
}
