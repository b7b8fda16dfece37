import { reactive, watch } from 'vue'
import type { OutputForm, RunRequest } from '../../contracts/contracts'
import { recall, remember } from '../../runs/session'

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

/** What an idea, and what its rules, may be long at most, in UTF-16 units. */
export const mostSigns = 4000

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
  const draft = reactive<Draft>({ ...emptyDraft, ...recalled() })
  watch(draft, () => remember('draft', isEmpty(draft) ? null : JSON.stringify(draft)))
  return draft
}

/** Nothing typed, nothing chosen. */
export const clearDraft = (draft: Draft): void => void Object.assign(draft, emptyDraft)

/** As much of a text as an idea may have, no character cut in two. */
export const asIdea = (text: string): string => text.trim().slice(0, mostSigns).replace(/[\uD800-\uDBFF]$/, '')

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

const isEmpty = (draft: Draft) => Object.entries(emptyDraft).every(([key, value]) => draft[key as keyof Draft] === value)

function recalled(): Partial<Draft> {
  try {
    return JSON.parse(recall('draft') ?? '{}')
  } catch {
    return {}
  }
}
