import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { learnLabels } from '../in-worker.ts'
import { measure, crossValidate as validateCounted } from './cross-validate.ts'
import { counted, type Example, likelyLabels, wordsFor } from './label-texts.ts'
import { type Learning, learn as learnCounted } from './linear-model.ts'
import { packModels, unpackModels } from './pack.ts'
import { hashOf, termsOf } from './terms.ts'

const learning = { key: 7, seed: 1, leastTexts: 2, mostTerms: 5000 }

const example = (label: string, title: string, body: string, weight = 1): Example => ({ label, title, body, weight })

const count = (examples: Example[], { key }: Learning) =>
  examples.map(({ label, weight, ...text }) => ({ ...counted(text, key), label, weight }))
const learn = (examples: Example[], how: Learning) => learnCounted(count(examples, how), how)
const crossValidate = (examples: Example[], how: Learning) => validateCounted(count(examples, how), how)

/** Two things that share no word. */
const toy: Example[] = Array.from({ length: 12 }, (_, number) =>
  number % 2 === 0
    ? example('water', '小区停水', `自来水管道爆裂，停水第${number}天，水压很低，水质发黄。`)
    : example('school', '孩子入学', `幼儿园学位不够，学校老师说要摇号，入学第${number}次。`),
)

describe('a text model', () => {
  test('tells apart what can be told apart, and says by which words', () => {
    const model = learn(toy, learning)
    const text = { title: '家里没有水', body: '自来水停水三天了' }
    const [first, second] = likelyLabels(model, text, learning.key)
    expect(first?.label).toBe('water')
    expect(first?.probability).toBeGreaterThan(0.9)
    expect((first?.probability ?? 0) + (second?.probability ?? 0)).toBeCloseTo(1)
    expect(wordsFor(model, text, 'water', learning.key).join()).toMatch(/停水|自来水/)
    expect(wordsFor(model, text, 'school', learning.key).join()).not.toContain('停水')
  })

  test('the same examples and seed give the same numbers; another seed other ones', () => {
    const weights = (seed: number) => learn(toy, { ...learning, seed }).weights
    expect(weights(1)).toEqual(weights(1))
    expect(weights(2)).not.toEqual(weights(1))
  })

  test('probabilities of any text sum to one, in order', () => {
    const model = learn(toy, learning)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (title, body) => {
        const likely = likelyLabels(model, { title, body }, learning.key)
        expect(likely.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1)
        expect(likely).toEqual(likely.toSorted((a, b) => b.probability - a.probability))
      }),
    )
  })

  test('what only one letter says is not learnt; what stands in a catalogue is', () => {
    const knows = (examples: Example[], word: string) => learn(examples, learning).terms.includes(hashOf(word, 7))
    const named = [...toy, example('water', '王大锤家停水', '王大锤家停水了')]
    expect(knows(named, '王大')).toBe(false)
    expect(knows(named, '停水')).toBe(true)
    expect(knows([...toy, example('water', '管网维护', '', 0.5)], '管网')).toBe(true)
  })

  test('a term is known by a number that depends on the key', () => {
    expect(hashOf('停水', 1)).not.toBe(hashOf('停水', 2))
    expect(termsOf({ title: '停水', body: 'A座301，13812345678' })).toEqual(new Map([['停水', 3]]))
  })

  test('is the same after it was put away and taken out, and when another thread learns it', async () => {
    const model = learn(toy, learning)
    expect(unpackModels(packModels([model, model]))).toEqual([model, model])
    const { model: inThread, measured } = await learnLabels({ examples: toy, learning })
    expect(inThread).toEqual(model)
    expect(measured).toEqual(crossValidate(toy, learning))
  })
})

test('nothing on the way of learning loads the dictionary: it is done in a thread that ends', () => {
  const loads = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file)) return seen
    seen.add(file)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type)[^'=]*'(\.[^']+)'/gm))
      loads(join(dirname(file), path), seen)
    return seen
  }
  const loaded = [...loads(join(import.meta.dirname, 'learn-labels.ts'))]
  expect(loaded.length).toBeGreaterThan(2)
  expect(loaded.filter((file) => file.endsWith('search/words.ts'))).toEqual([])
})

describe('measuring', () => {
  test('every letter is told once by a model that has not seen it', () => {
    const measured = crossValidate(toy, learning)
    expect(measured).toMatchObject({ folds: 5, letters: 12, macroF1: 1 })
    expect(measured?.confusion.reduce((sum, { letters }) => sum + letters, 0)).toBe(12)
  })

  test('a label with too few letters is not measured, and one label alone is nothing to measure', () => {
    const few = [...toy, example('park', '公园', '公园的树')]
    expect(crossValidate(few, learning)?.byLabel.map(({ label }) => label)).toEqual(['school', 'water'])
    expect(
      crossValidate(
        toy.filter(({ label }) => label === 'water'),
        learning,
      ),
    ).toBeNull()
  })

  test('macro-F1 by hand', () => {
    const told = [
      { label: 'a', told: 'a' },
      { label: 'a', told: 'b' },
      { label: 'b', told: 'b' },
    ]
    const { macroF1, byLabel } = measure(['a', 'b'], told)
    expect(byLabel.map(({ f1 }) => f1.toFixed(3))).toEqual(['0.667', '0.667'])
    expect(macroF1.toFixed(3)).toBe('0.667')
  })
})
