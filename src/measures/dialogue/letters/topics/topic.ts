import type { Keyword } from '#core/documents/index.ts'

/** 本市自定：fewer published letters than this are no topic, and are not shown. */
export const leastLetters = 5
/** 本市自定：what a topic's heat is counted over, and compared with. */
export const heatDays = 84
export const growthDays = 28

/** From here on a letter belongs to a topic; tried on 1,400 real letters: lower, buses and school districts flow together; higher, nothing grows to five. */
const belongsFrom = 0.3
const leastShared = 2
const mostTerms = 40
const mostWords = 4

export type Terms = { terms: string[]; weights: number[] }

/** How near a letter is to a topic, 0 … 1; 0 where less than two words are shared. */
export function nearness(letter: readonly Keyword[], { terms, weights }: Terms): number {
  const weightOf = new Map(terms.map((term, at) => [term, weights[at] ?? 0]))
  const length = Math.hypot(...weights) || 1
  let shared = 0
  let product = 0
  for (const { word, weight } of letter) {
    const there = weightOf.get(word)
    if (there === undefined) continue
    shared++
    product += weight * there
  }
  return shared < leastShared ? 0 : product / length
}

/** The nearest of them to which the letter belongs, or null. */
export function nearestOf<Topic extends Terms>(letter: readonly Keyword[], topics: readonly Topic[]): Topic | null {
  let best: Topic | null = null
  let bestNearness = belongsFrom
  for (const topic of topics) {
    const near = nearness(letter, topic)
    if (near >= bestNearness) {
      best = topic
      bestNearness = near
    }
  }
  return best
}

/** The words of all its letters together, the heaviest first. */
export function termsOf(letters: readonly (readonly Keyword[])[], before: Terms = { terms: [], weights: [] }): Terms {
  const sums = new Map(before.terms.map((term, at) => [term, before.weights[at] ?? 0]))
  for (const { word, weight } of letters.flat()) sums.set(word, (sums.get(word) ?? 0) + weight)
  const heaviest = [...sums].toSorted(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).slice(0, mostTerms)
  return { terms: heaviest.map(([term]) => term), weights: heaviest.map(([, weight]) => weight) }
}

export const namingWords = ({ terms }: Terms): string[] => terms.slice(0, mostWords)

export const titleOf = ({ title, words }: { title: string | null; words: readonly string[] }): string =>
  title ?? words.join('、')
