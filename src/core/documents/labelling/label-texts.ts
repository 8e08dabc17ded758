import { type CountedExample, type Likely, type LinearModel, likely, saysFor, type TermCounts } from './linear-model.ts'
import { hashOf, termsOf } from './terms.ts'

export type Text = { title: string; body: string }

/** A text with what it is; `weight` other than 1 for what stands in for letters that are not there yet. */
export type Example = Text & { label: string; weight: number }

/** A text is told by several models, and its words are asked for each label: it is cut once, as long as somebody holds it. Nobody changes one. */
const cut = new WeakMap<Text, ReadonlyMap<string, number>>()

function cutOnce(text: Text): ReadonlyMap<string, number> {
  const known = cut.get(text)
  if (known) return known
  const terms = termsOf(text)
  cut.set(text, terms)
  return terms
}

export function counted(text: Text, key: number): TermCounts {
  const terms = [...cutOnce(text)]
  return {
    ids: Uint32Array.from(terms, ([term]) => hashOf(term, key)),
    times: Uint32Array.from(terms, ([, times]) => times),
  }
}

/** A letter takes a millisecond; after each some, requests are answered. */
const atOnce = 10

/** In the thread that has the dictionary, a few at a time. */
export async function countedExamples(examples: readonly Example[], key: number): Promise<CountedExample[]> {
  const done: CountedExample[] = []
  for (const { label, weight, ...text } of examples) {
    done.push({ ...counted(text, key), label, weight })
    if (done.length % atOnce === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  return done
}

/** What a text most likely is, likeliest first. */
export const likelyLabels = (model: LinearModel, text: Text, key: number): Likely[] => likely(model, counted(text, key))

/** Numbers may speak for a label, but they are no reason to a reader. */
const onlyCounts = /^[〇一二两三四五六七八九十百千万几个多第年月日天次]+$/

/** The text's own words that spoke most for a label; of two that hold one another the one that says more. */
export function wordsFor(model: LinearModel, text: Text, label: string, key: number, most = 5): string[] {
  const weighed = [...cutOnce(text)]
    .map(([word, times]) => ({ word, says: saysFor(model, hashOf(word, key), times, label) }))
    .filter(({ word, says }) => says > 0 && !onlyCounts.test(word))
    .sort((a, b) => b.says - a.says || b.word.length - a.word.length)
  const chosen: string[] = []
  for (const { word } of weighed) {
    if (chosen.length === most) break
    if (!chosen.some((known) => known.includes(word) || word.includes(known))) chosen.push(word)
  }
  return chosen
}
