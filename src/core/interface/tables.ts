import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'

/**
 * A key by which a unit's own system acts here as one named member of its staff, within scopes. The secret is kept as a keyed hash only. Rows stay
 * after their end: the audit names them. Purpose: access; kept as long as the audit.
 */
export const apiKeys = pgTable(
  'api_keys',
  {
    /** The client id of OAuth. */
    id: uuid().primaryKey(),
    /** What it is for, e.g. 住建局办件系统对接. */
    name: text().notNull(),
    unitId: uuid().notNull(),
    /** The member of staff whose acts these are. */
    personId: uuid().notNull(),
    scopes: text().array().notNull(),
    secretHash: bytes().notNull(),
    createdAt: instant().notNull(),
    createdBy: uuid().notNull(),
    expiresAt: instant().notNull(),
    /** To the minute. */
    lastUsedAt: instant(),
    revokedAt: instant(),
    revokedBy: uuid(),
  },
  (table) => [index().on(table.unitId), index().on(table.createdAt)],
)
