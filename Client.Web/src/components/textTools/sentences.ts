/** A text's sentences, in order, without the space around them. */
export function sentencesOf(text: string, language: string): string[] {
  return cut(text, language)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
}

function cut(text: string, language: string): string[] {
  if (!('Segmenter' in Intl)) return text.replace(/([.!?…]["”»’]?)\s+/g, '$1\n').split('\n')
  const sentences = new Intl.Segmenter(language, { granularity: 'sentence' })
  return Array.from(sentences.segment(text), ({ segment }) => segment)
}
