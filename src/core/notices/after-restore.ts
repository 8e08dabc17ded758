import { inArray, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { notices } from './tables.ts'

/**
 * After a backup was restored: what waited then may have gone out since. Each is treated as one whose sender died: the driver asks the provider, sends
 * only what is certain not to arrive twice, and leaves the rest to a person. Returns how many.
 */
export async function holdUnsent(db: Db, now: Temporal.Instant): Promise<number> {
  const held = await db
    .update(notices)
    .set({
      state: 'sending',
      nextAttemptAt: now,
      handOverAt: sql`coalesce(${notices.handOverAt}, ${notices.createdAt})`,
    })
    .where(inArray(notices.state, ['queued', 'sending', 'failed']))
    .returning({ id: notices.id })
  return held.length
}
