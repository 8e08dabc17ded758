import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant } from '#platform/columns.ts'

export const itemKinds = [
  'urged',
  'supervised',
  'returned',
  'handedOver',
  'lapsed',
  'consultLate',
  'late',
  'replied',
  'replyReturned',
] as const

/**
 * What happened to a matter that somebody is to hear of in the next digest: written with the event. Those with a sending unit are counted against it for
 * as long as the house stands (为基层减负).
 */
export const reminderItems = pgTable(
  'reminder_items',
  {
    id: uuid().primaryKey(),
    matterId: uuid().notNull(),
    /** Of the event; null where no event of the matter tells of it. */
    seq: integer(),
    what: text({ enum: itemKinds }).notNull(),
    toUnitId: uuid().notNull(),
    toPersonId: uuid(),
    /** The unit that urges, orders or sends back; null for the machine. */
    byUnitId: uuid(),
    at: instant().notNull(),
    /** The round that tells of it. */
    roundAt: instant(),
  },
  (table) => [
    unique('reminder_items_once').on(table.matterId, table.seq, table.what),
    index('reminder_items_untold').on(table.at).where(sql`round_at is null`),
    index('reminder_items_round').on(table.roundAt),
    index('reminder_items_sent').on(table.at, table.byUnitId).where(sql`by_unit_id is not null`),
  ],
)

/** Rounds of digests; one that was begun and not finished is gone on with. */
export const reminderRounds = pgTable('reminder_rounds', {
  at: instant().primaryKey(),
  beganAt: instant().notNull(),
  finishedAt: instant(),
  /** How many were told. */
  people: integer(),
})

export const lineKinds = ['yellow', 'red', 'toDecide', ...itemKinds] as const

/** What a round told a person, for their own page. Ids only; kept for a quarter of a year. */
export const reminderLines = pgTable(
  'reminder_lines',
  {
    personId: uuid().notNull(),
    roundAt: instant().notNull(),
    what: text({ enum: lineKinds }).notNull(),
    matterId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.roundAt, table.what, table.matterId] }),
    index('reminder_lines_old').on(table.roundAt),
  ],
)
