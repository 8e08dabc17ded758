import { sql } from 'drizzle-orm'
import { dateOf } from '#platform/columns.ts'
import type { Db } from '#platform/database.ts'

/** 当场办结的件数 of a unit and a business on a day. */
export type OnTheSpotCount = { unitId: string; businessId: string; on: Temporal.PlainDate; count: number }

/**
 * By unit, business and day, both days included, the days that are over and the one under way alike; all units unless some are named. For the boards of
 * other rooms too.
 */
export async function onTheSpotCounts(
  db: Db,
  { from, to, unitIds }: { from: Temporal.PlainDate; to: Temporal.PlainDate; unitIds?: readonly string[] },
): Promise<OnTheSpotCount[]> {
  const wanted = unitIds ? sql`and unit_id = any(${`{${unitIds.join(',')}}`}::uuid[])` : sql``
  const { rows } = await db.execute<{ unit_id: string; business_id: string; on: string; count: number }>(sql`
    select unit_id, business_id, "on"::text, sum(count)::int as count from (
      select unit_id, business_id, "on", count from on_the_spot_days
      where "on" between ${from.toString()}::date and ${to.toString()}::date ${wanted}
      union all
      select unit_id, business_id, "on", count(*)::int from on_the_spot_taps
      where "on" between ${from.toString()}::date and ${to.toString()}::date ${wanted}
      group by 1, 2, 3
    ) as counted
    group by 1, 2, 3
    order by 3, 1, 2`)
  return rows.map((row) => ({
    unitId: row.unit_id,
    businessId: row.business_id,
    on: dateOf(row.on),
    count: row.count,
  }))
}

/** By unit over a span, both days included. */
export async function onTheSpotTotals(
  db: Db,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ unit_id: string; count: string }>(sql`
    select unit_id, sum(count) as count from (
      select unit_id, sum(count) as count from on_the_spot_days
      where "on" between ${from.toString()}::date and ${to.toString()}::date group by 1
      union all
      select unit_id, count(*) from on_the_spot_taps
      where "on" between ${from.toString()}::date and ${to.toString()}::date group by 1
    ) as counted
    group by 1`)
  return new Map(rows.map((row) => [row.unit_id, Number(row.count)]))
}
