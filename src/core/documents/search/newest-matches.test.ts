import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { indexDocument } from './index-document.ts'
import { cutRows, newestMatches, type Stretch } from './newest-matches.ts'

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
    stretches: Stretch[],
    tsquery: string | null,
    few = 0,
  ): Promise<{ count: number; sum: string; capped: number }> => {
    const { rows } = await house.db.execute<{ count: number; sum: string; capped: number }>(sql`
      with ${newestMatches({ stretches, few }, { q: '' }, tsquery, sql`0`)}
      select count(*)::int as count, md5(string_agg(id::text, ',' order by id)) as sum, count(*) filter (where not counts)::int as capped from matches`)
    return rows[0] ?? { count: 0, sum: '', capped: 0 }
  }
  const month = (text: string) => Temporal.PlainYearMonth.from(text)
  const stretch = (from: string, to: string): Stretch => ({ from: month(from), to: month(to) })

  test.each([
    ["'路灯'", 1001, 1],
    ["'芒果'", 11, 0],
    ["'路灯' | '芒果'", 1001, 1],
    ["'路灯' & !'芒果'", 1001, 1],
    ["'无此词'", 0, 0],
    [null, 1001, 1],
  ])('%s is the same however the rows are cut', async (tsquery, count, capped) => {
    const whole = await found([], tsquery)
    expect(whole).toMatchObject({ count, capped })
    for (const cut of [
      [stretch('2027-12', '2028-02')],
      [stretch('2027-06', '2028-02'), stretch('2026-03', '2027-06')],
      // More months than are asked for by their words; and a city where rows came since it was cut.
      [stretch('2024-01', '2028-02')],
      [stretch('2026-01', '2027-01'), stretch('2025-12', '2026-01')],
    ])
      for (const few of [0, 40, 2000])
        expect(await found(cut, tsquery, few), `${cut.map(({ from, to }) => `${from}..${to}`)} ${few}`).toEqual(whole)
  })

  test('the rows are cut at months, the newest first, each stretch twice as long as the one before', async () => {
    const cut = await cutRows(house.db, 100)
    expect(cut.stretches.map(({ from, to }) => `${from}..${to}`)).toEqual([
      '2027-09..2028-03',
      '2027-02..2027-09',
      '2025-12..2027-02',
    ])
    expect(await cutRows(house.db, 1100)).toMatchObject({ stretches: [] })
  })
})
