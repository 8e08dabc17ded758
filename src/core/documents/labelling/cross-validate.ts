import { type CountedExample, type Learning, learn, likely, randomFrom, shuffle } from './linear-model.ts'

export type Measured = {
  folds: number
  /** Letters that were told by a model which had not seen them. */
  letters: number
  /** The mean over the labels of F1 = 2·right ÷ (told so + really so). */
  macroF1: number
  byLabel: { label: string; letters: number; f1: number }[]
  /** Really `label`, told `told`, so often. */
  confusion: { label: string; told: string; letters: number }[]
}

/** Fewer of a label cannot be parted into the folds. */
const folds = 5

/**
 * Stratified cross-validation: the letters of each label are dealt out to five heaps at random from the seed; each heap is told by a model learnt from the
 * other four and from what is no letter (weight below 1). Labels with fewer than five letters are learnt and not measured. Null without two labels to measure.
 */
export function crossValidate(examples: readonly CountedExample[], learning: Learning): Measured | null {
  const letters = examples.filter(({ weight }) => weight === 1)
  const labels = [...new Set(letters.map(({ label }) => label))]
    .filter((label) => letters.filter((one) => one.label === label).length >= folds)
    .sort()
  if (labels.length < 2) return null
  const heapOf = dealt(letters, labels, learning.seed)
  const told: { label: string; told: string }[] = []
  for (let heap = 0; heap < folds; heap++) {
    const model = learn(
      examples.filter((one) => heapOf.get(one) !== heap),
      learning,
    )
    for (const one of letters) {
      if (heapOf.get(one) !== heap) continue
      told.push({ label: one.label, told: likely(model, one)[0]?.label ?? '' })
    }
  }
  return { folds, letters: told.length, ...measure(labels, told) }
}

function dealt(
  letters: readonly CountedExample[],
  labels: readonly string[],
  seed: number,
): Map<CountedExample, number> {
  const random = randomFrom(seed)
  const heaps = new Map<CountedExample, number>()
  for (const label of labels) {
    const own = letters.filter((one) => one.label === label)
    shuffle(own, random)
    own.forEach((one, at) => {
      heaps.set(one, at % folds)
    })
  }
  return heaps
}

/** From what each is and what it was told to be. */
export function measure(
  labels: readonly string[],
  told: readonly { label: string; told: string }[],
): Pick<Measured, 'macroF1' | 'byLabel' | 'confusion'> {
  const byLabel = labels.map((label) => {
    const really = told.filter((one) => one.label === label)
    const right = really.filter((one) => one.told === label).length
    const said = told.filter((one) => one.told === label).length
    return { label, letters: really.length, f1: (2 * right) / (really.length + said || 1) }
  })
  const pairs = new Map<string, { label: string; told: string; letters: number }>()
  for (const { label, told: word } of told) {
    const pair = pairs.get(`${label}\n${word}`) ?? { label, told: word, letters: 0 }
    pair.letters++
    pairs.set(`${label}\n${word}`, pair)
  }
  return {
    macroF1: byLabel.reduce((sum, { f1 }) => sum + f1, 0) / labels.length,
    byLabel,
    confusion: [...pairs.values()],
  }
}
