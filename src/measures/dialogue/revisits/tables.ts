import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '#platform/columns.ts'

export const reached = ['reached', 'unreachable', 'declined'] as const
export type Reached = (typeof reached)[number]

/** 回访: what the writer said of a letter that a draw chose, asked by somebody outside the unit that handled it. Codes only, no word of anybody. */
export const revisits = pgTable(
  'revisits',
  {
    drawId: uuid().notNull(),
    matterId: uuid().notNull(),
    personId: uuid().notNull(),
    at: instant().notNull(),
    reached: text({ enum: reached }).notNull(),
    solved: boolean(),
    /** Of the result and of the service, 5 很满意 … 1 很不满意; asked apart. */
    result: smallint(),
    service: smallint(),
    /** Why it is not solved. */
    reason: text(),
  },
  (table) => [
    primaryKey({ columns: [table.drawId, table.matterId] }),
    index('revisits_matter').on(table.matterId),
    check(
      'revisits_answers',
      sql`(reached = 'reached') = (solved is not null and result is not null and service is not null)`,
    ),
    check('revisits_scores', sql`result between 1 and 5 and service between 1 and 5`),
  ],
)
