import { and, desc, eq, gte, lt } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { AuditEntry } from './audit.ts'
import { auditEntries } from './tables.ts'

export const entriesPerPage = 50

export type AuditFilter = {
  act?: string
  actorId?: string
  subjectId?: string
  from?: Temporal.Instant
  /** Exclusive. */
  until?: Temporal.Instant
  /** Id of the last entry of the page before. */
  before?: string
}

/** Newest first; ids are made in the order of time, so they are the key of the pages. */
export async function findAuditEntries(
  db: Db,
  filter: AuditFilter,
): Promise<{ entries: AuditEntry[]; hasMore: boolean }> {
  const rows = await db
    .select()
    .from(auditEntries)
    .where(
      and(
        filter.act ? eq(auditEntries.act, filter.act) : undefined,
        filter.actorId ? eq(auditEntries.actorId, filter.actorId) : undefined,
        filter.subjectId ? eq(auditEntries.subjectId, filter.subjectId) : undefined,
        filter.from ? gte(auditEntries.at, filter.from) : undefined,
        filter.until ? lt(auditEntries.at, filter.until) : undefined,
        filter.before ? lt(auditEntries.id, filter.before) : undefined,
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(entriesPerPage + 1)
  return { entries: rows.slice(0, entriesPerPage), hasMore: rows.length > entriesPerPage }
}
