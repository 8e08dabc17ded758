import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '#platform/columns.ts'

/** Lists that somebody asked for as a file. Deleted with the file after 24 hours; that it was made and fetched stays in the audit. */
export const exports = pgTable(
  'exports',
  {
    id: uuid().primaryKey(),
    personId: uuid().notNull(),
    /** Which list, as its room registered it. */
    source: text().notNull(),
    /** What was asked for: ids and codes only. */
    filters: jsonb().$type<Record<string, string>>().notNull(),
    state: text({ enum: ['working', 'ready', 'failed'] }).notNull(),
    done: integer().notNull(),
    total: integer().notNull(),
    fileId: uuid(),
    requestedAt: instant().notNull(),
    readyAt: instant(),
  },
  (table) => [
    index().on(table.personId, table.requestedAt),
    index().on(table.requestedAt),
    check('exports_ready_whole', sql`(state = 'ready') = (file_id is not null)`),
  ],
)

export type ExportRow = typeof exports.$inferSelect
