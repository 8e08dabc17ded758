import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { keptFor } from '#platform/kept.ts'
import { urls } from '#urls.ts'

/** What sitemaps.org allows in one file. */
const most = 50_000

/** Months with published letters, newest first, as `2026-11`: walks the index of the list from month to month. */
export const publishedMonths = keptFor(60, async (db): Promise<string[]> => {
  const { rows } = await db.execute<{ month: string }>(sql`
    with recursive month as (
      select date_trunc('month', max(published_at), 'Asia/Shanghai') as start
        from letter_publications where status = 'published'
      union all select date_trunc('month', (select max(p.published_at) from letter_publications p
        where p.status = 'published' and p.published_at < month.start), 'Asia/Shanghai')
        from month where month.start is not null)
    select to_char(start at time zone 'Asia/Shanghai', 'YYYY-MM') as month from month where start is not null`)
  return rows.map(({ month }) => month)
})

/** Addresses of the letters published in a month, newest first, with the day of publication. */
export async function publishedAddresses(
  db: Db,
  month: Temporal.PlainYearMonth,
): Promise<{ path: string; changedOn: Temporal.PlainDate }[]> {
  const from = `${month}-01T00:00:00+08:00`
  const to = `${month.add({ months: 1 })}-01T00:00:00+08:00`
  const { rows } = await db.execute<{ number: string; on: string }>(sql`
    select number, to_char(published_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as on from letter_publications
    where status = 'published' and published_at >= ${from}::timestamptz and published_at < ${to}::timestamptz
    order by published_at desc, id desc limit ${most}`)
  return rows.map(({ number, on }) => ({ path: urls.letter(number), changedOn: Temporal.PlainDate.from(on) }))
}
