import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { sqlState } from './database.ts'
import { newId } from './id.ts'
import { commitTogether, type Expectation, keyTaken, notAsExpected, Rows, writeRows } from './rows.ts'
import { rateLimits, spentKeys } from './tables.ts'

let house: TestHouse
beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())

const key = (text: string, freeAt?: Temporal.Instant) => ({
  key: text,
  bodyHash: Buffer.from('ff00', 'hex'),
  location: `/${text}`,
  status: 303,
  spentAt: house.clock.now(),
  ...(freeAt && { freeAt }),
})

const counter = (name: string, points = 1) => ({ key: name, points, expire: 1 })
const countersLike = (pattern: string) => house.db.$count(rateLimits, sql`${rateLimits.key} like ${pattern}`)

test('keys, rows and jobs are one write, and come back as they were given', async () => {
  const rows = new Rows()
  rows.spend(key('whole'))
  rows.insert(rateLimits, counter('whole “引号” \ud800'), { key: 'whole 2', expire: null })
  rows.enqueue('none:such', { id: 'x' }, { key: 'whole' })
  await writeRows(house.db, rows)
  const [spent] = await house.db.select().from(spentKeys).where(eq(spentKeys.key, 'whole'))
  expect(spent).toEqual({ ...key('whole'), freeAt: null })
  expect(await house.db.select().from(rateLimits).where(eq(rateLimits.key, 'whole 2'))).toEqual([
    { key: 'whole 2', points: 0, expire: null },
  ])
  // Half a character is written as the sign for what cannot be shown; it refuses no act.
  expect(await countersLike('whole “引号” \ufffd')).toBe(1)
  const { rows: jobs } = await house.db.execute(
    sql`select task_identifier from graphile_worker.jobs where key = 'whole'`,
  )
  expect(jobs).toEqual([{ task_identifier: 'none:such' }])
})

test('a key that is spent ends the whole write; one whose time is over is spent anew', async () => {
  const again = async (freeAt?: Temporal.Instant) => {
    const rows = new Rows()
    rows.spend(key('term', freeAt))
    rows.insert(rateLimits, counter(newId()))
    return writeRows(house.db, rows).then(
      () => '',
      (error: unknown) => sqlState(error),
    )
  }
  const before = await house.db.$count(rateLimits)
  const inADay = house.clock.now().add({ hours: 24 })
  expect(await again(inADay)).toBe('')
  expect(await again(inADay)).toBe(keyTaken)
  expect(await house.db.$count(rateLimits)).toBe(before + 1)
  house.clock.advance({ hours: 24 })
  expect(await again()).toBe('')
  expect(await again()).toBe(keyTaken)
  house.clock.advance({ hours: -24 })
})

test('what does not hold as expected ends the whole write', async () => {
  const isAbsent: Expectation = (given) =>
    `not exists (select from rate_limits join json_array_elements_text(${given}) as name on name = key)`
  const write = async () => {
    const rows = new Rows()
    rows.expect(isAbsent, 'expected')
    rows.insert(rateLimits, counter('expected'))
    await writeRows(house.db, rows)
  }
  await write()
  await expect(write()).rejects.toSatisfy((error: unknown) => sqlState(error) === notAsExpected)
})

test('of many that commit together the bad ones fail alone, and everybody learns their own outcome', async () => {
  const failures = await Promise.all(
    Array.from({ length: 40 }, (_, at) => {
      const rows = new Rows()
      rows.spend(key(at % 10 === 0 ? 'same key' : `own key ${at}`))
      rows.insert(rateLimits, counter(at === 25 ? 'together 24' : `together ${at}`))
      return commitTogether(house.db, rows)
    }),
  )
  const failed = failures.flatMap((failure, at) => (failure ? [{ at, state: sqlState(failure) }] : []))
  expect(failed.filter(({ state }) => state === keyTaken)).toHaveLength(3)
  expect(failed.filter(({ state }) => state === '23505')).toHaveLength(1)
  expect(failed).toHaveLength(4)
  expect(await countersLike('together %')).toBe(36)
})
