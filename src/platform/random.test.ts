import { expect, test } from 'vitest'
import { newId } from './id.ts'
import { randomFromStore } from './random.ts'

test('never the same bytes twice, never what was wiped, whatever sizes are asked for', () => {
  const seen = new Set<string>()
  let count = 0
  for (let round = 0; round < 2000; round++) {
    for (const size of [8, 12, 16, 24]) {
      const bytes = randomFromStore(size)
      expect(bytes).toHaveLength(size)
      seen.add(bytes.toString('hex'))
      count++
    }
  }
  expect(seen.size).toBe(count)
  expect(seen.has(Buffer.alloc(12).toString('hex'))).toBe(false)
  expect(randomFromStore(4096)).toHaveLength(4096)
  expect(() => randomFromStore(4097)).toThrow(RangeError)
})

test('what was given stays what it was', () => {
  const given = randomFromStore(16)
  const then = given.toString('hex')
  for (let round = 0; round < 600; round++) randomFromStore(16)
  expect(given.toString('hex')).toBe(then)
})

test('ids of one process rise, also within a millisecond, and are uuid v7', () => {
  const ids = Array.from({ length: 5000 }, newId)
  expect(ids).toEqual([...new Set(ids)].sort())
  for (const id of ids.slice(0, 20))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
