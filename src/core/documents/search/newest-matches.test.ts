import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { indexDocument } from './index-document.ts'
import { newestMatches } from './newest-matches.ts'

describe('the newest matches, stretch by stretch', () => {
  let house: TestHouse
  const first = Temporal.PlainDate.from('2025-01-01')
  beforeAll(async () => {
    house = await testHouse()
    await house.db.transaction(async (tx) => {
      for (let day = 0; day < 1100; day++) {
        await indexDocument(tx, {
          subjectType: 'letter',
          subjectId: crypto.randomUUID(),
          title: day % 100 === 0 ? '芒果' : '路灯',
          body: '',
          path: `/letters/${day}`,
          publishedOn: first.add({ days: day }),
        })
      }
    })
  })
  afterAll(() => house?.close())

  const found = async (
    limits: string[],
    tsquery: string | null,
  ): Promise<{ count: number; sum: string; capped: number }> => {
    const { rows } = await house.db.execute<{ count: number; sum: string; capped: number }>(sql`
      with ${newestMatches(limits, { q: '' }, tsquery, sql`0`)}
      select count(*)::int as count, md5(string_agg(id::text, ',' order by id)) as sum, count(*) filter (where not counts)::int as capped from matches`)
    return rows[0] ?? { count: 0, sum: '', capped: 0 }
  }
  const on = (day: number) => first.add({ days: day }).toString()

  test.each([
    ["'路灯'", 1001, 1],
    ["'芒果'", 11, 0],
    ["'无此词'", 0, 0],
    [null, 1001, 1],
  ])('%s is the same however the rows are cut', async (tsquery, count, capped) => {
    const whole = await found([], tsquery)
    expect(whole).toMatchObject({ count, capped })
    for (const limits of [[on(1099)], [on(1050), on(500)], [on(2000), on(700), on(699), on(0)]])
      expect(await found(limits, tsquery), limits.join()).toEqual(whole)
  })
})
