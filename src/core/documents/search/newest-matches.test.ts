import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../../../test/house.ts'
import { checkSearchIndex } from './check-search-index.ts'
import type { SearchFilters } from './conditions.ts'
import { indexDocument } from './index-document.ts'
import { type Cut, cutRows, newestMatches, type Stretch } from './newest-matches.ts'

describe('the newest matches, stretch by stretch', () => {
  let house: TestHouse
  const first = Temporal.PlainDate.from('2025-01-01')
  const unitId = crypto.randomUUID()
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
          unitId: day % 11 === 0 ? unitId : null,
          class: day % 7 === 0 ? 'help' : 'complaint',
          divisionCode: ['510402', '510402003', '510411', '510400', null][day % 5] ?? null,
        })
      }
    })
  })
  afterAll(() => house?.close())

  const found = async (
    stretches: Stretch[],
    tsquery: string | null,
    { share = 0, common = new Set<string>() }: Partial<Cut> = {},
    filters: SearchFilters = {},
  ): Promise<{ count: number; sum: string; held: number }> => {
    const { rows } = await house.db.execute<{ count: number; sum: string; held: number }>(sql`
      with ${newestMatches({ stretches, share, common }, { q: '', ...filters }, tsquery, sql`0`)}
      select count(*)::int as count, md5(string_agg(id::text, ',' order by id)) as sum, (select count from found)::int as held from matches`)
    return rows[0] ?? { count: 0, sum: '', held: 0 }
  }
  /** How many a reader who looks at every row would find. */
  const counted = async (where: string): Promise<number> => {
    const { rows } = await house.db.execute<{ count: number }>(
      sql.raw(`select count(*)::int as count from search_rows where ${where}`),
    )
    return rows[0]?.count ?? 0
  }
  const month = (text: string) => Temporal.PlainYearMonth.from(text)
  const stretch = (from: string, to: string): Stretch => ({ from: month(from), to: month(to) })

  test.each([
    ["'路灯'", 1000, 1001],
    ["'芒果'", 11, 11],
    ["'路灯' | '芒果'", 1000, 1001],
    ["'路灯' & !'芒果'", 1000, 1001],
    ["'无此词'", 0, 0],
    [null, 1000, 1001],
  ])('%s is the same however the rows are cut', async (tsquery, count, held) => {
    const whole = await found([], tsquery)
    expect(whole).toMatchObject({ count, held })
    for (const cut of [
      [stretch('2027-12', '2028-02')],
      [stretch('2027-06', '2028-02'), stretch('2026-03', '2027-06')],
      // More months than are asked for by their words; and a city where rows came since it was cut.
      [stretch('2024-01', '2028-02')],
      [stretch('2026-01', '2027-01'), stretch('2025-12', '2026-01')],
    ])
      for (const share of [0, 0.008, 0.4])
        for (const common of [new Set<string>(), new Set([tsquery ?? ''])])
          expect(
            await found(cut, tsquery, { share, common }),
            `${cut.map(({ from, to }) => `${from}..${to}`)} ${share} ${common.size}`,
          ).toEqual(whole)
  })

  test.each<[SearchFilters, string]>([
    [{ class: 'help' }, "class = 'help'"],
    [{ unitId: unitId.toUpperCase() }, `unit_id = '${unitId}'`],
    [{ divisionCode: '510402' }, "division_code like '510402%'"],
    [{ divisionCode: '510402003' }, "division_code = '510402003'"],
    [{ divisionCode: '510400' }, "division_code like '5104%'"],
    [{ subjectType: 'letter' }, 'true'],
    [{ subjectType: 'policy' }, 'false'],
    [{ year: 2026 }, 'extract(year from published_on) = 2026'],
    [{ year: 2027, class: 'help' }, "extract(year from published_on) = 2027 and class = 'help'"],
    [{ year: 2029 }, 'false'],
    [{ class: "help' | 'complaint" }, 'false'],
  ])('narrowed to %j', async (filters, where) => {
    for (const [tsquery, held] of [
      ["'芒果'", "title = '芒果'"],
      [null, 'true'],
    ] as const) {
      const whole = await found([], tsquery, {}, filters)
      expect(whole.count).toBe(Math.min(await counted(`${where} and ${held}`), 1000))
      for (const cut of [
        [stretch('2027-12', '2028-02')],
        [stretch('2027-06', '2028-02'), stretch('2026-03', '2027-06')],
      ])
        for (const share of [0, 0.4])
          for (const common of [new Set<string>(), new Set([tsquery ?? '', "('c:help')", "('t:letter')"])])
            expect(await found(cut, tsquery, { share, common }, filters)).toEqual(whole)
    }
  })

  test('what rows were narrowed by before it stood in their index is written into it', async () => {
    await house.db.execute(sql`update search_rows set tsv = ts_delete(tsv,
      array(select distinct lexeme from search_rows, unnest(tsv) where positions is null and lexeme not like 'd:%'))`)
    expect(await checkSearchIndex(house.db)).not.toEqual([])
    await house.db.execute(sql.raw(readFileSync('migrations/0044_narrowed_search.sql', 'utf8')))
    expect(await checkSearchIndex(house.db)).toEqual([])
  })

  test('which words are common is read from what PostgreSQL counted', async () => {
    await house.db.execute(sql`analyze search_rows`)
    const { common } = await cutRows(house.db, 100)
    expect(common).toContain("('路灯')")
    expect(common).not.toContain("('芒果')")
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
