import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'

/**
 * The outbox. A row is written in the transaction of the act it tells of. Whom it goes to and what it says lie in the two cipher
 * columns, which `eraseNotices` empties; the rest is ids, codes and instants and stays as proof of delivery.
 */
export const notices = pgTable(
  'notices',
  {
    id: uuid().primaryKey(),
    template: text().notNull(),
    templateVersion: integer().notNull(),
    channel: text().notNull(),
    toPersonId: uuid(),
    toContactId: uuid(),
    addressCipher: bytes(),
    /** Keyed hash of the last four digits: the demonstration outbox filters by it. */
    addressTailHash: bytes(),
    bodyCipher: bytes(),
    matterId: uuid(),
    state: text({ enum: ['queued', 'sending', 'sent', 'failed', 'dead', 'suppressed'] }).notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant(),
    createdAt: instant().notNull(),
    sentAt: instant(),
    providerId: text(),
    /** Why the last attempt failed: a code of ours or the provider's, never its text. */
    failure: text(),
  },
  (table) => [
    index().on(table.matterId),
    index('notices_newest').on(table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('notices_unsent').on(table.nextAttemptAt).where(sql`state in ('queued', 'sending', 'failed')`),
  ],
)

export type NoticeRow = typeof notices.$inferSelect
