import { hashOf, termsOf } from './terms.ts'

/** A text with what it is; `weight` below 1 for what stands in for letters that are not there yet (words of a catalogue). */
export type Example = { title: string; body: string; label: string; weight: number }

/**
 * Multinomial logistic regression over tf-idf of hashed terms. Row `i` of `weights` belongs to `terms[i]`, one number for each label; the last row is the
 * bias. Holds no text.
 */
export type LinearModel = { labels: string[]; terms: Uint32Array; idf: Float32Array; weights: Float32Array }

export type Likely = { label: string; probability: number }

export type Learning = {
  key: number
  seed: number
  /** A term that stands in fewer letters is not learnt: what only one person wrote (a name, an estate) never comes into a model. */
  leastTexts: number
  mostTerms: number
}

const [firstStep, decay] = [4, 2e-6]

/** Few texts are gone through often, many seldom: the work stays within a minute. */
const epochsFor = (texts: number): number => Math.max(6, Math.min(30, Math.round(30_000 / texts)))

type Counted = { terms: Map<number, number>; label: number; weight: number }
type Vector = { at: Uint32Array; values: Float32Array }

/** The same examples and seed always give the same model. */
export function learn(examples: readonly Example[], learning: Learning): LinearModel {
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  const numberOf = new Map(labels.map((label, number) => [label, number]))
  const counted = examples.map(({ label, weight, ...text }) => ({
    terms: hashed(termsOf(text), learning.key),
    label: numberOf.get(label) ?? 0,
    weight,
  }))
  const { terms, idf } = vocabulary(counted, learning)
  const places = placesOf(terms)
  const vectors = counted.map((one) => vectorOf(one.terms, places, idf))
  return { labels, terms, idf, weights: descend(counted, vectors, labels.length, terms.length, learning.seed) }
}

/** What a text most likely is, likeliest first; the probabilities sum to one. */
export function likelyLabels(model: LinearModel, text: { title: string; body: string }, key: number): Likely[] {
  const vector = vectorOf(hashed(termsOf(text), key), placesOf(model.terms), model.idf)
  const shares = softmax(scoresOf(model.weights, vector, model.labels.length))
  return model.labels
    .map((label, number) => ({ label, probability: shares[number] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
}

/** The text's own words that spoke most for a label: long ones stand for their parts. */
export function wordsFor(
  model: LinearModel,
  text: { title: string; body: string },
  label: string,
  key: number,
  most = 5,
): string[] {
  const count = model.labels.length
  const number = model.labels.indexOf(label)
  const places = placesOf(model.terms)
  const weighed: { word: string; says: number }[] = []
  for (const [word, times] of termsOf(text)) {
    const at = places.get(hashOf(word, key))
    if (at === undefined) continue
    const says = (model.weights[at * count + number] ?? 0) * damped(times) * (model.idf[at] ?? 0)
    if (says > 0) weighed.push({ word, says })
  }
  weighed.sort((a, b) => b.says - a.says || b.word.length - a.word.length)
  const chosen: string[] = []
  for (const { word } of weighed) {
    if (chosen.length === most) break
    if (!chosen.some((known) => known.includes(word) || word.includes(known))) chosen.push(word)
  }
  return chosen
}

const hashed = (terms: ReadonlyMap<string, number>, key: number): Map<number, number> =>
  new Map([...terms].map(([term, times]) => [hashOf(term, key), times]))

const damped = (times: number): number => 1 + Math.log(times)

/** Letters decide what is common; what stands in a catalogue alone is learnt too, it is nobody's letter. */
function vocabulary(
  counted: readonly Counted[],
  { leastTexts, mostTerms }: Learning,
): Pick<LinearModel, 'terms' | 'idf'> {
  const texts = new Map<number, number>()
  const official = new Set<number>()
  for (const { terms, weight } of counted) {
    for (const term of terms.keys()) {
      texts.set(term, (texts.get(term) ?? 0) + 1)
      if (weight !== 1) official.add(term)
    }
  }
  const kept = [...texts]
    .filter(([term, count]) => count >= leastTexts || official.has(term))
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, mostTerms)
    .sort(([a], [b]) => a - b)
  return {
    terms: Uint32Array.from(kept, ([term]) => term),
    idf: Float32Array.from(kept, ([, count]) => Math.log((counted.length + 1) / (count + 1)) + 1),
  }
}

const known = new WeakMap<Uint32Array, Map<number, number>>()

function placesOf(terms: Uint32Array): Map<number, number> {
  const places = known.get(terms) ?? new Map([...terms].map((term, at) => [term, at]))
  known.set(terms, places)
  return places
}

function vectorOf(terms: ReadonlyMap<number, number>, places: ReadonlyMap<number, number>, idf: Float32Array): Vector {
  const at: number[] = []
  const values: number[] = []
  let square = 0
  for (const [term, times] of terms) {
    const place = places.get(term)
    if (place === undefined) continue
    const value = damped(times) * (idf[place] ?? 0)
    at.push(place)
    values.push(value)
    square += value * value
  }
  const length = Math.sqrt(square) || 1
  return { at: Uint32Array.from(at), values: Float32Array.from(values, (value) => value / length) }
}

function scoresOf(weights: Float32Array, { at, values }: Vector, labels: number): Float64Array {
  const bias = weights.length - labels
  const scores = new Float64Array(labels)
  for (let label = 0; label < labels; label++) scores[label] = weights[bias + label] ?? 0
  for (let term = 0; term < at.length; term++) {
    const row = (at[term] ?? 0) * labels
    const value = values[term] ?? 0
    for (let label = 0; label < labels; label++)
      scores[label] = (scores[label] ?? 0) + (weights[row + label] ?? 0) * value
  }
  return scores
}

function softmax(scores: Float64Array): Float64Array {
  const top = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const powers = scores.map((score) => Math.exp(score - top))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

/** Stochastic gradient descent; a seldom label counts more, by the root of how seldom it is. */
function descend(
  counted: readonly Counted[],
  vectors: readonly Vector[],
  labels: number,
  terms: number,
  seed: number,
): Float32Array {
  const weights = new Float32Array((terms + 1) * labels)
  const shares = new Float64Array(labels)
  for (const { label, weight } of counted) shares[label] = (shares[label] ?? 0) + weight
  const all = shares.reduce((a, b) => a + b, 0)
  const fair = shares.map((share) => Math.sqrt(all / (labels * (share || 1))))
  const random = randomFrom(seed)
  const order = counted.map((_, number) => number)
  const epochs = epochsFor(counted.length)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    const step = firstStep / (1 + epoch / 4)
    for (const number of order) {
      const [one, vector] = [counted[number], vectors[number]]
      if (!one || !vector) continue
      const errors = softmax(scoresOf(weights, vector, labels))
      errors[one.label] = (errors[one.label] ?? 0) - 1
      const strength = step * one.weight * (fair[one.label] ?? 1)
      pull(weights, vector, errors, strength)
    }
    for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) * (1 - decay * order.length)
  }
  return weights
}

function pull(weights: Float32Array, { at, values }: Vector, errors: Float64Array, strength: number): void {
  const labels = errors.length
  const bias = weights.length - labels
  for (let term = 0; term < at.length; term++) {
    const row = (at[term] ?? 0) * labels
    const by = strength * (values[term] ?? 0)
    for (let label = 0; label < labels; label++)
      weights[row + label] = (weights[row + label] ?? 0) - by * (errors[label] ?? 0)
  }
  for (let label = 0; label < labels; label++)
    weights[bias + label] = (weights[bias + label] ?? 0) - 0.1 * strength * (errors[label] ?? 0)
}

/** mulberry32: numbers in [0, 1) that follow from the seed. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function shuffle<One>(list: One[], random: () => number): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const one = list[at] as One
    list[at] = list[other] as One
    list[other] = one
  }
}
