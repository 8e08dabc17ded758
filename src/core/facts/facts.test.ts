import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { Rows, writeRows } from '#platform/rows.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { runJobs } from '../../../test/setup/run-jobs.ts'
import { defineFact, takes, tellFact } from './index.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())

const rang = defineFact('test-rang', z.strictObject({ bell: z.string() }))
const heard: string[] = []
let cutOff = false
takes(rang, {
  by: 'test',
  wants: ({ bell }) => bell !== 'unheard',
  take: async (_, { bell }) => {
    if (cutOff) throw new Error('cut off')
    heard.push(bell)
  },
})

async function ring(key: string, bell: string): Promise<void> {
  const rows = new Rows()
  tellFact(rows, rang, key, { bell })
  await writeRows(house.db, rows)
}

it('a fact is taken once by each room that wants it, however often it is told', async () => {
  await ring('1', 'first')
  await ring('1', 'first')
  await ring('2', 'unheard')
  await runJobs(house)
  expect(heard).toEqual(['first'])
})

it('what was cut off is not ticked off: the next try takes it', async () => {
  cutOff = true
  await ring('3', 'third')
  await runJobs(house).catch(() => {})
  expect(heard).toEqual(['first'])
  cutOff = false
  await ring('3', 'third')
  await runJobs(house)
  expect(heard).toEqual(['first', 'third'])
})
