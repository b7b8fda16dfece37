import type { Words } from '../../i18n/en'
import type { Try } from './useTries'

/** A try as one plain text, to be saved. */
export function tryAsText(words: Words, { idea, rules, interception, piece }: Try): string {
  const parts: [heading: string, text: string][] = [
    [words.idea.label, idea],
    [words.rules.label, rules],
    [words.stage.Interception.title, interception],
    [words.stage.Output.title, piece],
  ]
  const written = parts.filter(([, text]) => text.trim() !== '')
  return written.map(([heading, text]) => `${heading}\n\n${text.trim()}\n`).join('\n\n')
}
