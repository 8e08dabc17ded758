import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant, plainDate } from '#platform/columns.ts'

/** 窗口业务: what people come to a unit for, in its own short list. How long it takes is a promise of the unit (`core/calendar`). */
export const unitBusinesses = pgTable(
  'unit_businesses',
  {
    id: uuid().primaryKey(),
    unitId: uuid().notNull(),
    title: text().notNull(),
    addedAt: instant().notNull(),
    addedBy: uuid().notNull(),
    endedAt: instant(),
    endedBy: uuid(),
  },
  (table) => [
    index('unit_businesses_of').on(table.unitId, table.addedAt),
    uniqueIndex('unit_businesses_one_open').on(table.unitId, table.title).where(sql`ended_at is null`),
  ],
)

export const channels = ['counter', 'phone', 'ticket'] as const

/**
 * 当场办结: one row a tap, for as long as it may be undone and until the day is over; then it becomes part of a count. About nobody: `by` only says who may
 * undo it, and goes with the row.
 */
export const onTheSpotTaps = pgTable(
  'on_the_spot_taps',
  {
    id: uuid().primaryKey(),
    unitId: uuid().notNull(),
    businessId: uuid()
      .notNull()
      .references(() => unitBusinesses.id),
    channel: text({ enum: channels }).notNull(),
    on: plainDate().notNull(),
    at: instant().notNull(),
    by: uuid().notNull(),
  },
  (table) => [index('on_the_spot_taps_day').on(table.on, table.unitId)],
)

/** How many of each on a day that is over. */
export const onTheSpotDays = pgTable(
  'on_the_spot_days',
  {
    unitId: uuid().notNull(),
    businessId: uuid()
      .notNull()
      .references(() => unitBusinesses.id),
    channel: text({ enum: channels }).notNull(),
    on: plainDate().notNull(),
    count: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.on, table.unitId, table.businessId, table.channel] }),
    index('on_the_spot_days_of').on(table.unitId, table.on),
    check('on_the_spot_days_some', sql`count > 0`),
  ],
)
