import { reactive, watch } from 'vue'
import type { OutputForm, RunRequest } from '../../contracts/contracts'
import { recall, remember } from '../../memory/tabMemory'

/** What the child has typed and chosen; it survives a reload. */
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
  /** What a preset or an earlier text put into the fields. Everything else was typed by the child. */
  givenIdea: string
  givenRules: string
  /** The child's version of the interception; null while it is unchanged. */
  revision: string | null
  /** The run that it belongs to. */
  revisionRun: string | null
  /** The version with which that run was continued. */
  sentRevision: string | null
  /** Texts of the child that no field shows any more. They stay until the child clears them. */
  kept: string[]
}

/** The longest idea and the longest rules, in UTF-16 units. */
export const maxIdeaLength = 4000

const emptyDraft = (): Draft => ({
  idea: '',
  rules: '',
  preset: '',
  ownRules: '',
  output: 'Story',
  translateTo: '',
  translateOutputTo: '',
  givenIdea: '',
  givenRules: '',
  revision: null,
  revisionRun: null,
  sentRevision: null,
  kept: [],
})

export function useDraft(): Draft {
  const draft = reactive<Draft>({ ...emptyDraft(), ...recalled() })
  watch(draft, () => remember('draft', isEmpty(draft) ? null : JSON.stringify(draft)))
  return draft
}

/** An empty draft. */
export const clearDraft = (draft: Draft): void => void Object.assign(draft, emptyDraft())

/** Whether anything of a text can be seen. Blanks, hidden characters and fillers alone are no idea: the server refuses them. */
export const canBeSeen = (text: string): boolean => /[^\s\p{Cc}\p{Cf}\p{M}\p{Z}\u115f\u1160\u2800\u3164\uffa0]/u.test(text)

/** As much of a text as an idea may have, never half a character. */
export const asIdea = (text: string): string => text.trim().slice(0, maxIdeaLength).replace(/[\uD800-\uDBFF]$/, '')

/** Keeps a text that is about to leave its field. */
export function keepText(draft: Draft, text: string | null): void {
  if (text?.trim() && !draft.kept.includes(text)) draft.kept.push(text)
}

/** Keeps the child's version, because it belongs to another run than the one that begins. */
export function keepRevision(draft: Draft): void {
  keepText(draft, draft.revision)
  Object.assign(draft, { revision: null, revisionRun: null, sentRevision: null })
}

/** Fills the fields with an earlier idea and its rules, and keeps what the child had typed there. */
export function fillDraft(draft: Draft, idea: string, rules: string): void {
  const given = asIdea(idea)
  if (draft.idea !== draft.givenIdea && draft.idea !== given) keepText(draft, draft.idea)
  Object.assign(draft, { idea: given, givenIdea: given })
  if (rules === draft.rules) return
  if (draft.rules !== draft.givenRules) keepText(draft, draft.rules)
  if (draft.preset) keepText(draft, draft.ownRules)
  Object.assign(draft, { rules, givenRules: rules, preset: '', ownRules: '' })
}

/** The draft as a request to the server. */
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

const isEmpty = (draft: Draft) => JSON.stringify({ ...emptyDraft(), ...draft }) === JSON.stringify(emptyDraft())

function recalled(): Partial<Draft> {
  try {
    return JSON.parse(recall('draft') ?? '{}')
  } catch {
    return {}
  }
}
