import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'

/** Answers a month as they stand now, whatever was closed; a month without any is missing. */
export async function runningCounts(db: Db): Promise<Map<string, number>> {
  const { rows } = await db.execute<{ month: string; closed: string }>(
    sql`select to_char(month, 'YYYY-MM') as month, sum(closed) as closed from speed_months where version = 0 group by month`,
  )
  return new Map(rows.map(({ month, closed }) => [month, Number(closed)]))
}
