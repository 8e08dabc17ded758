import { and, eq, inArray } from 'drizzle-orm'
import { eraseFiles } from '#core/documents/index.ts'
import type { Db } from '#platform/database.ts'
import { breachEvents, breaches, breachWords } from './tables.ts'

/** With the matter of whoever asked goes what they complained of, what they were told, and what they sent along; what was decided stays. */
export async function eraseBreachWords(tx: Db, matterId: string): Promise<void> {
  const found = await tx.select({ id: breaches.id }).from(breaches).where(eq(breaches.matterId, matterId))
  const ids = found.map(({ id }) => id)
  if (ids.length === 0) return
  await tx
    .delete(breachWords)
    .where(and(inArray(breachWords.breachId, ids), inArray(breachWords.part, ['complaint', 'answer'])))
  const raised = await tx
    .select({ id: breachEvents.id })
    .from(breachEvents)
    .where(and(inArray(breachEvents.breachId, ids), eq(breachEvents.type, 'raised')))
  for (const { id } of raised) await eraseFiles(tx, id, Temporal.Instant.fromEpochMilliseconds(0))
}
