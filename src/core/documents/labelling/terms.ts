import { fold, pairsOf, runsOf, wordsWithin } from '../search/words.ts'

/** A title says in one line what a letter is about. */
const titleCounts = 3

/** What a text is told apart by: every dictionary word and every two neighbouring characters of it, with how often. Letters and digits say nothing of the kind. */
export function termsOf({ title, body }: { title: string; body: string }): Map<string, number> {
  const terms = new Map<string, number>()
  const count = (text: string, times: number) => {
    for (const { text: run, isHan } of runsOf(fold(text))) {
      if (!isHan) continue
      const found = new Set([...wordsWithin(run), ...pairsOf(run)].map(({ word }) => word))
      for (const word of found) terms.set(word, (terms.get(word) ?? 0) + times)
    }
  }
  count(title, titleCounts)
  count(body, 1)
  return terms
}

/**
 * A term as a model knows it: 32 bits that depend on the key, so that no word can be read out of a model, and whoever lacks the key cannot ask it for one.
 * Two terms that fall on the same number count as one.
 */
export function hashOf(term: string, key: number): number {
  let hash = key | 0
  for (let at = 0; at < term.length; at++) {
    hash = Math.imul(hash ^ term.charCodeAt(at), 0x5bd1e995)
    hash ^= hash >>> 13
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 16)) >>> 0
}
