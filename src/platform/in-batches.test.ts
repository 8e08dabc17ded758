import { expect, test } from 'vitest'
import { inBatches } from './in-batches.ts'

test('those who come in one turn share a batch, those who come meanwhile the next, each gets its own answer', async () => {
  const batches: number[][] = []
  const asked = inBatches({ atOnce: 1, most: 3 }, async (_: object, items: number[]) => {
    batches.push(items)
    await new Promise(setImmediate)
    return items.map((item) => item * 10)
  })
  const home = {}
  const first = [1, 2].map((item) => asked(home, item))
  await new Promise(setImmediate)
  const others = [3, 4, 5, 6].map((item) => asked(home, item))
  expect(await Promise.all([...first, ...others])).toEqual([10, 20, 30, 40, 50, 60])
  expect(batches).toEqual([[1, 2], [3, 4, 5], [6]])
})

test('a failure is told to those of its batch, and the next one goes on', async () => {
  const asked = inBatches({ atOnce: 1, most: 10 }, async (_: object, items: string[]) => {
    if (items.includes('bad')) throw new Error('refused')
    return items
  })
  const home = {}
  const good = asked(home, 'good')
  await new Promise(setImmediate)
  const outcomes = await Promise.allSettled([good, asked(home, 'bad'), asked(home, 'beside')])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  expect(await asked(home, 'later')).toBe('later')
})
