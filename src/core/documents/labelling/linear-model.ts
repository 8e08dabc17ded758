/** The terms of a text as numbers, each with how often; see `counted`. Plain data: it goes to another thread. */
export type TermCounts = { ids: Uint32Array; times: Uint32Array }

/** A text, counted, with what it is; `weight` other than 1 for what stands in for letters that are not there yet (words of a catalogue). */
export type CountedExample = TermCounts & { label: string; weight: number }

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

type Vector = { at: Uint32Array; values: Float32Array }

/** The same examples and seed always give the same model. Knows no text and loads no dictionary: it runs in a thread that ends. */
export function learn(examples: readonly CountedExample[], learning: Learning): LinearModel {
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  const { terms, idf } = vocabulary(examples, learning)
  const model = { labels, terms, idf, weights: new Float32Array((terms.length + 1) * labels.length) }
  descend(model, examples, learning.seed)
  return model
}

/** What a text most likely is, likeliest first; the probabilities sum to one. */
export function likely(model: LinearModel, text: TermCounts): Likely[] {
  const shares = softmax(scoresOf(model.weights, vectorOf(model, text), model.labels.length))
  return model.labels
    .map((label, number) => ({ label, probability: shares[number] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
}

/** How much a term that stands so often in a text speaks for a label; 0 for one that is not known. */
export function saysFor(model: LinearModel, id: number, times: number, label: string): number {
  const at = placesOf(model.terms).get(id)
  const number = model.labels.indexOf(label)
  if (at === undefined || number < 0) return 0
  return (model.weights[at * model.labels.length + number] ?? 0) * damped(times) * (model.idf[at] ?? 0)
}

const damped = (times: number): number => 1 + Math.log(times)

/** Letters decide what is common; what stands in a catalogue alone is learnt too, it is nobody's letter. */
function vocabulary(
  examples: readonly CountedExample[],
  { leastTexts, mostTerms }: Learning,
): Pick<LinearModel, 'terms' | 'idf'> {
  const texts = new Map<number, number>()
  const official = new Set<number>()
  for (const { ids, weight } of examples) {
    for (const term of ids) {
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
    idf: Float32Array.from(kept, ([, count]) => Math.log((examples.length + 1) / (count + 1)) + 1),
  }
}

const known = new WeakMap<Uint32Array, Map<number, number>>()

function placesOf(terms: Uint32Array): Map<number, number> {
  const places = known.get(terms) ?? new Map([...terms].map((term, at) => [term, at]))
  known.set(terms, places)
  return places
}

function vectorOf({ terms, idf }: LinearModel, { ids, times }: TermCounts): Vector {
  const places = placesOf(terms)
  const at: number[] = []
  const values: number[] = []
  let square = 0
  for (const [number, term] of ids.entries()) {
    const place = places.get(term)
    if (place === undefined) continue
    const value = damped(times[number] ?? 1) * (idf[place] ?? 0)
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
function descend(model: LinearModel, examples: readonly CountedExample[], seed: number): void {
  const { labels, weights } = model
  const lessons = examples.map((one) => ({
    label: labels.indexOf(one.label),
    weight: one.weight,
    vector: vectorOf(model, one),
  }))
  const shares = new Float64Array(labels.length)
  for (const { label, weight } of lessons) shares[label] = (shares[label] ?? 0) + weight
  const all = shares.reduce((a, b) => a + b, 0)
  const fair = shares.map((share) => Math.sqrt(all / (labels.length * (share || 1))))
  const random = randomFrom(seed)
  const epochs = epochsFor(lessons.length)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(lessons, random)
    const step = firstStep / (1 + epoch / 4)
    for (const { label, weight, vector } of lessons) {
      const errors = softmax(scoresOf(weights, vector, labels.length))
      errors[label] = (errors[label] ?? 0) - 1
      pull(weights, vector, errors, step * weight * (fair[label] ?? 1))
    }
    for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) * (1 - decay * lessons.length)
  }
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
