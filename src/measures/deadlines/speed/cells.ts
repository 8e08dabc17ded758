import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { speedClosings } from './tables.ts'

export type Cell = Pick<typeof speedClosings.$inferSelect, 'month' | 'scope' | 'unitId' | 'kind' | 'divisionCode'>

/**
 * Sums the cells anew from their answers: the running figures (version 0) say exactly what the answers and the confirmed exclusions say, however often and
 * in whatever order this is done. Under the lock of `rollUp` only: two at once would write the same cell.
 */
export async function recountCells(tx: Db, changed: readonly Cell[]): Promise<void> {
  const keys = new Map(
    changed.map(({ month, scope, unitId, kind, divisionCode }) => [
      [month, scope, unitId, kind, divisionCode].join(' '),
      { month: month.toString(), scope, unit_id: unitId, kind, division_code: divisionCode },
    ]),
  )
  const json = JSON.stringify([...keys.values()])
  const cells = sql`json_to_recordset(${json}::json) as cell(month date, scope text, unit_id uuid, kind text, division_code text)`
  await tx.execute(sql`delete from speed_months m using ${cells}
    where m.version = 0 and m.month = cell.month and m.scope = cell.scope and m.unit_id = cell.unit_id
      and m.kind = cell.kind and m.division_code = cell.division_code`)
  await tx.execute(sql`
    with answers as (
      select c.*, e.id is not null as out
      from ${cells} join speed_closings c using (month, scope, unit_id, kind, division_code)
      left join speed_exclusions e on e.matter_id = c.matter_id and e.seq = c.seq and e.status = 'confirmed'),
    used as (
      select month, scope, unit_id, kind, division_code, jsonb_object_agg(used_days, answers) as used
      from (select month, scope, unit_id, kind, division_code, used_days, count(*) as answers from answers
        group by month, scope, unit_id, kind, division_code, used_days) days
      group by month, scope, unit_id, kind, division_code),
    stops as (
      select month, scope, unit_id, kind, division_code, jsonb_object_agg(ground, answers) as stops
      from (select month, scope, unit_id, kind, division_code, ground, count(*) as answers
        from answers, jsonb_object_keys(answers.stops) ground
        group by month, scope, unit_id, kind, division_code, ground) grounds
      group by month, scope, unit_id, kind, division_code)
    insert into speed_months (month, version, scope, unit_id, kind, division_code, closed, timed, met, standing, early, saved_days,
      rejected, extended, stopped, excluded, excluded_standing, used, stops)
    select month, 0, scope, unit_id, kind, division_code, count(*), count(met), count(*) filter (where met),
      count(*) filter (where standing), count(*) filter (where saved_days > 0), sum(saved_days), count(*) filter (where rejected),
      count(*) filter (where extended), count(*) filter (where answers.stops <> '{}'), count(met) filter (where out),
      count(*) filter (where out and standing), used.used, coalesce(stops.stops, '{}')
    from answers join used using (month, scope, unit_id, kind, division_code)
      left join stops using (month, scope, unit_id, kind, division_code)
    group by month, scope, unit_id, kind, division_code, used.used, stops.stops`)
}
