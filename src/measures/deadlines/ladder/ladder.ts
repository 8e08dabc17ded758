import { asc } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { Rung } from './rung.ts'
import { ladderRungs } from './tables.ts'

/** The rungs in force on a day, from the bottom up. */
export async function ladderOn(db: Db, day: Temporal.PlainDate): Promise<Rung[]> {
  const rows = await db.select().from(ladderRungs).orderBy(asc(ladderRungs.position))
  return rows.filter(
    ({ effectiveFrom, effectiveTo }) =>
      Temporal.PlainDate.compare(effectiveFrom, day) <= 0 &&
      (!effectiveTo || Temporal.PlainDate.compare(day, effectiveTo) <= 0),
  )
}
