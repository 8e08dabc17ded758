import { and, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { reminderItems } from './tables.ts'

/** What happened before is no news any more: for a city whose past is told at once, as the seeds do. */
export async function passOver(tx: Db, before: Temporal.Instant): Promise<void> {
  await tx
    .update(reminderItems)
    .set({ roundAt: sql`${reminderItems.at}` })
    .where(and(isNull(reminderItems.roundAt), lt(reminderItems.at, before)))
}
