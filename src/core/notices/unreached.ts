import { and, desc, eq, or } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { failureWord } from './failure-words.ts'
import { notices } from './tables.ts'
import { flagsOf } from './template.ts'

/** A message about a matter that did not reach whoever asked; neither number nor words. */
export type Unreached = { title: string; at: Temporal.Instant; why: string }

/** The newest three that were given up, by the machine or by whoever looked at them: the unit telephones instead. */
export async function unreachedOf(
  db: Db,
  { id, contactId, askerPersonId }: { id: string; contactId: string | null; askerPersonId: string | null },
): Promise<Unreached[]> {
  const theirs = [
    ...(contactId ? [eq(notices.toContactId, contactId)] : []),
    ...(askerPersonId ? [eq(notices.toPersonId, askerPersonId)] : []),
  ]
  if (theirs.length === 0) return []
  const rows = await db
    .select({ template: notices.template, createdAt: notices.createdAt, failure: notices.failure })
    .from(notices)
    .where(and(eq(notices.matterId, id), eq(notices.state, 'dead'), or(...theirs)))
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(3)
  return rows.map(({ template, createdAt, failure }) => ({
    title: flagsOf(template).title,
    at: createdAt,
    why: failureWord(failure ?? ''),
  }))
}
