import { bigint, index, integer, pgTable, text, varchar } from 'drizzle-orm/pg-core'
import { bytes, instant } from './columns.ts'

/** Keys of forms and API writes. A key is spent by success only; it then answers with where the first one went. */
export const spentKeys = pgTable(
  'spent_keys',
  {
    key: text().primaryKey(),
    bodyHash: bytes().notNull(),
    location: text().notNull(),
    status: integer().notNull(),
    spentAt: instant().notNull(),
    /** From then on it may be spent anew; null: not before it is forgotten. */
    freeAt: instant(),
  },
  (table) => [index().on(table.spentAt)],
)

/** Counters of the rate limits, shared by all processes. Unlogged (0003): after a crash of the database everybody starts anew. */
export const rateLimits = pgTable('rate_limits', {
  key: varchar({ length: 255 }).primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: 'number' }),
})
