import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant } from '#platform/columns.ts'

/** Which room has taken which fact: each once. */
export const takenFacts = pgTable(
  'taken_facts',
  {
    fact: text().notNull(),
    by: text().notNull(),
    key: text().notNull(),
    takenAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.fact, table.by, table.key] }), index().on(table.takenAt)],
)
