import { type SQL, sql } from 'drizzle-orm'
import { unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { stateSql } from './state-sql.ts'
import { workMilestones, workSources, works } from './tables.ts'
import { sourceNames, type WorkState, workStates } from './work.ts'
import { seenAtDesk } from './work-sight.ts'

export type StateCounts = { key: string; label: string; all: number } & Record<WorkState, number>

export type MonthCounts = { month: string; proved: number; waiting: number; late: number }

export type WorkFigures = {
  total: StateCounts
  bySource: StateCounts[]
  /** In the order of the directory, not of how well they do: units are not ranked. */
  byUnit: StateCounts[]
  months: MonthCounts[]
}

/** What the board and its charts show, of what the reader may see. A work counts for its lead unit. */
export async function readFigures(
  house: Pick<House, 'clock' | 'config'> & { db: Db },
  sight: SQL,
  year: number | undefined,
): Promise<WorkFigures> {
  const { db } = house
  const today = dateIn(house.config.timeZone, house.clock.now())
  const where = sql`${sight} ${year ? sql`and ${works.year} = ${year}` : sql``}`
  const [states, months, units] = await Promise.all([
    db.execute<{ source: string; unit: string; state: WorkState; works: number }>(sql`
      select source, lead_unit_id as unit, ${stateSql(today)} as state, count(*)::int as works
      from ${works} where ${where} group by 1, 2, 3`),
    db.execute<MonthCounts>(sql`
      select to_char(m.due_on, 'YYYY-MM') as month, count(m.proved_at)::int as proved,
        (count(*) filter (where m.proved_at is null and m.due_on >= ${today.toString()}::date))::int as waiting,
        (count(*) filter (where m.proved_at is null and m.due_on < ${today.toString()}::date))::int as late
      from ${workMilestones} m join ${works} on ${works.id} = m.work_id where ${where} group by 1 order by 1`),
    unitDirectory(db),
  ])
  const sum = (key: string, label: string, rows: typeof states.rows): StateCounts => {
    const counts = Object.fromEntries(workStates.map((state) => [state, 0])) as Record<WorkState, number>
    for (const row of rows) counts[row.state] += row.works
    return { key, label, all: rows.reduce((all, row) => all + row.works, 0), ...counts }
  }
  const present = (rows: StateCounts[]) => rows.filter(({ all }) => all > 0)
  const known = [...units.values()]
  return {
    total: sum('', '合计', states.rows),
    bySource: present(
      workSources.map((source) =>
        sum(
          source,
          sourceNames[source],
          states.rows.filter((row) => row.source === source),
        ),
      ),
    ),
    byUnit: present(
      known.map(({ id, shortName }) =>
        sum(
          id,
          shortName,
          states.rows.filter((row) => row.unit === id),
        ),
      ),
    ),
    months: months.rows,
  }
}

/** The figures of what this person may see, all years. */
export const worksBoard = (
  house: Pick<House, 'clock' | 'config'> & { db: Db },
  actor: StaffActor,
): Promise<WorkFigures> => readFigures(house, seenAtDesk(actor), undefined)
