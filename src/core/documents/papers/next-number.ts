import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { paperNumbers } from './tables.ts'

/** The next number of a unit, for a class of papers, in a year: without a gap, because who refuses or dies afterwards gives it back. */
export async function nextNumber(tx: Db, of: { unitId: string; class: string; year: number }): Promise<number> {
  const [next] = await tx
    .insert(paperNumbers)
    .values({ ...of, last: 1 })
    .onConflictDoUpdate({
      target: [paperNumbers.unitId, paperNumbers.class, paperNumbers.year],
      set: { last: sql`${paperNumbers.last} + 1` },
    })
    .returning()
  return next?.last ?? 1
}
