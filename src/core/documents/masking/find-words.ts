import { narrow } from './span.ts'
import { abusiveWords, sensitiveWords } from './word-lists.ts'

export type FoundWord = { start: number; end: number; word: string; category: string }

/** Words that need a second look before publishing, in order of place. `more`: what the city added, by category. */
export function findSensitive(text: string, more: Record<string, readonly string[]> = {}): FoundWord[] {
  return Object.entries({ ...sensitiveWords, ...more })
    .flatMap(([category, words]) => words.flatMap((word) => placesOf(text, word, category)))
    .sort((a, b) => a.start - b.start)
}

/** Abuse does not stop a letter: the clerk is warned, and such words are not published. */
export const findAbuse = (text: string): FoundWord[] =>
  abusiveWords.flatMap((word) => placesOf(text, word, '辱骂')).sort((a, b) => a.start - b.start)

function placesOf(text: string, word: string, category: string): FoundWord[] {
  const found: FoundWord[] = []
  const plain = narrow(text).toLowerCase()
  if (word === '' || plain.length !== text.length) return found
  for (let start = plain.indexOf(word); start >= 0; start = plain.indexOf(word, start + word.length)) {
    found.push({ start, end: start + word.length, word, category })
  }
  return found
}
