import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { notices } from './tables.ts'

/** For what is told of the past (the demo city): its messages went out when they were written, not when the telling ended. */
export async function sentWhenTold(tx: Db): Promise<void> {
  const queued = eq(notices.state, 'queued')
  await tx
    .update(notices)
    .set({ channel: 'inbox' })
    .where(and(queued, isNull(notices.addressCipher)))
  await tx
    .update(notices)
    .set({ state: 'sent', attempts: 1, sentAt: sql`${notices.createdAt}`, nextAttemptAt: null })
    .where(queued)
}
