import { sql } from 'drizzle-orm'
import { defineEvidence, type UnitCount } from '#core/implementation/index.ts'

/** “能当场办结的当场办结” (notice 五), and the first-asked who answers at once (八). */
defineEvidence({
  id: 'onTheSpot.settled',
  sentence: '五-2',
  title: '当场办结',
  measureWord: '件',
  formula: '期内窗口、电话和取号办理中当场办完的，办一件点一下记一件，没有当事人的信息。',
  count: async (db, { from, to, unitIds }) => {
    const day = (at: Temporal.Instant) => sql`(${at.toString()}::timestamptz at time zone 'Asia/Shanghai')::date`
    const within = sql`"on" >= ${day(from)} and "on" < ${day(to)} and unit_id = any(${unitIds})`
    const { rows } = await db.execute<UnitCount>(sql`
      select unit_id as "unitId", sum(count)::int as count from (
        select unit_id, count from on_the_spot_days where ${within}
        union all select unit_id, count(*)::int from on_the_spot_taps where ${within} group by 1
      ) as counted group by 1`)
    return rows
  },
})
