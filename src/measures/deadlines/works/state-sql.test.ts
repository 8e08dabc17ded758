import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { stateSql } from './state-sql.ts'
import { works } from './tables.ts'
import { stateOf, workStates } from './work.ts'

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())

const today = Temporal.PlainDate.from('2026-11-23')
const day = fc.integer({ min: -2, max: 2 }).map((days) => today.add({ days }))
const instant = Temporal.Instant.from('2026-11-01T00:00:00Z')

/** Only what the table lets stand: proved exactly when no date is open, confirmed only when proved. */
const facts = fc
  .record({
    startsOn: day,
    nextDueOn: fc.option(day, { nil: null }),
    isBlocked: fc.boolean(),
    isConfirmed: fc.boolean(),
    isSignedOff: fc.boolean(),
  })
  .map(({ startsOn, nextDueOn, isBlocked, isConfirmed, isSignedOff }) => ({
    startsOn,
    nextDueOn,
    blockedSince: isBlocked ? instant : null,
    provedAt: nextDueOn ? null : instant,
    confirmedAt: isConfirmed && !nextDueOn ? instant : null,
    signedOffAt: isSignedOff ? instant : null,
  }))

test('the database and the rule give the same state', async () => {
  const all = fc.sample(facts, { numRuns: 400, seed: 7 })
  const rows = all.map((one, at) => ({
    id: newId(),
    number: String(at),
    year: 2026,
    source: 'workReport' as const,
    title: String(at),
    goal: '',
    leadUnitId: newId(),
    jointUnitIds: [],
    userUnitIds: [],
    giverUnitId: newId(),
    givenBy: newId(),
    givenAt: instant,
    audience: [],
    ...one,
  }))
  await house.db.insert(works).values(rows)
  const said = await house.db.select({ row: works, state: stateSql(today) }).from(works)
  expect(said).toHaveLength(400)
  expect(said.filter(({ row, state }) => stateOf(row, today) !== state)).toEqual([])
  expect(new Set(said.map(({ state }) => state)).size).toBe(workStates.length)
  expect(await house.db.$count(works, eq(sql`${stateSql(today)}`, 'lagging'))).toBeGreaterThan(0)
})
