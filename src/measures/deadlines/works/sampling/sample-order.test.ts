import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { sampleOrder } from './sample-order.ts'

const ids = Array.from({ length: 40 }, newId)

test('the order is that of SHA-256 over seed and id, as any tool computes it', () => {
  const hash = (id: string) => createHash('sha256').update(`noted${id}`, 'utf8').digest('hex')
  const order = sampleOrder('noted', ids)
  expect(order.map(hash)).toEqual(ids.map(hash).toSorted())
})

test('a known seed and known ids give a known order', () => {
  const known = ['a', 'b', 'c'].map((letter) => `00000000-0000-7000-8000-00000000000${letter}`)
  expect(sampleOrder('2026', known).map((id) => id.at(-1))).toEqual(['c', 'a', 'b'])
})

test('run again it gives the same, whatever the order of the candidates; another seed gives another', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(ids, { minLength: ids.length }), (shuffled) => {
      expect(sampleOrder('noted', shuffled)).toEqual(sampleOrder('noted', ids))
    }),
    { numRuns: 20 },
  )
  expect(sampleOrder('another', ids)).not.toEqual(sampleOrder('noted', ids))
})

test('a larger sample goes on where the smaller one ended', () => {
  expect(sampleOrder('noted', ids).slice(0, 10).slice(0, 5)).toEqual(sampleOrder('noted', ids).slice(0, 5))
})
