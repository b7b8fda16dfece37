import { expect, it } from 'vitest'
import { keptWords } from './keptWords'

const kept = (parts: { text: string; kept: boolean }[]) => parts.filter((part) => part.kept).map((part) => part.text)

it.each([
  ['en', 'a blue bird on a fence', 'The fence has held this bird. It knows which plank likes blue.', ['fence', 'bird', 'blue'], ['blue', 'bird', 'fence']],
  ['de', 'ein Haus, das Angst hat', 'Die Häuser schlafen. Das Haus und die Angst auch.', ['Häuser', 'Haus', 'Angst'], ['Haus', 'Angst']],
  ['ru', 'синяя птица', 'Жила-была птица.', ['птица'], ['птица']],
  ['ko', '파란 새', '새가 날아요. 파란 하늘.', ['파란'], ['파란']],
  ['en', 'the and of', 'the and of', [], []],
])('words that came from the idea are found wherever they stand (%s)', (language, idea, text, inText, inIdea) => {
  const marks = keptWords(idea, text, language)

  expect([kept(marks.text), kept(marks.idea)]).toEqual([inText, inIdea])
})

it('no character is lost, whatever a text is made of', () => {
  const [idea, text] = ['👩‍👩‍👧 ein “Haus” \n\n ok', 'Haus!\n👩‍👩‍👧 (Haus) e\u0301nde ok ok']
  const marks = keptWords(idea, text, 'de')

  expect([marks.idea, marks.text].map((parts) => parts.map((part) => part.text).join(''))).toEqual([idea, text])
})
