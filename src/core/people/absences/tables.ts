import { sql } from 'drizzle-orm'
import { check, index, pgTable, uuid } from 'drizzle-orm/pg-core'
import { instant, plainDate } from '#platform/columns.ts'
import { persons } from '../tables.ts'

/** Days on which a member of staff is not at work, first and last included. Why is nobody's business here. */
export const absences = pgTable(
  'absences',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    from: plainDate().notNull(),
    until: plainDate().notNull(),
    /** 替班：who does their work meanwhile; without one the head sees to it. */
    standInId: uuid().references(() => persons.id),
    enteredBy: uuid().notNull(),
    enteredAt: instant().notNull(),
    /** Taken back, or over before its last day. */
    endedAt: instant(),
  },
  (table) => [
    index().on(table.personId, table.until),
    check('absences_in_order', sql`"from" <= until`),
    check('absences_by_another', sql`stand_in_id <> person_id`),
  ],
)
