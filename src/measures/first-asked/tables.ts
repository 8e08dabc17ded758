import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'
import { contactWays } from './contacts/contact.ts'

/** A desk with a QR of its own (一桌一码): who scans it starts a record there. */
export const contactDesks = pgTable(
  'contact_desks',
  {
    id: uuid().primaryKey(),
    /** Six digits in the address of the QR. */
    code: text().notNull().unique(),
    unitId: uuid().notNull(),
    /** 3 号窗口 */
    title: text().notNull(),
    createdAt: instant().notNull(),
    createdBy: uuid().notNull(),
    closedAt: instant(),
  },
  (table) => [index().on(table.unitId), check('contact_desks_code', sql`code ~ '^[0-9]{6}$'`)],
)

/** What a visitor typed after scanning, until the clerk before them has dealt with it; gone then, and after some hours in any case. */
export const contactStarts = pgTable(
  'contact_starts',
  {
    id: uuid().primaryKey(),
    deskId: uuid()
      .notNull()
      .references(() => contactDesks.id),
    /** Two digits on the visitor's screen, to be told apart from others at the same desk. */
    callSign: text().notNull(),
    whoCipher: bytes(),
    whatCipher: bytes().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.deskId, table.createdAt), index().on(table.createdAt)],
)

/**
 * 当场答复: that somebody was answered on the spot, and nothing else: no words, no person, neither who asked nor who answered. A row each, so that nobody waits
 * for a counter.
 */
export const spotAnswers = pgTable(
  'spot_answers',
  {
    id: uuid().primaryKey(),
    unitId: uuid().notNull(),
    /** The first moment of the day. */
    day: instant().notNull(),
    way: text({ enum: contactWays }).notNull(),
  },
  (table) => [index().on(table.unitId, table.day), index().on(table.day)],
)

export const watchEnds = ['result', 'ended', 'moved'] as const

/**
 * 一盯到底: who watches a matter for its first-asked unit. Begins with the first-asked person; passes to a colleague only with their acceptance. One row in
 * force a matter.
 */
export const watches = pgTable(
  'watches',
  {
    id: uuid().primaryKey(),
    matterId: uuid().notNull(),
    unitId: uuid().notNull(),
    personId: uuid().notNull(),
    since: instant().notNull(),
    /** Of the last step that the watcher has to know, and which. */
    newsAt: instant().notNull(),
    newsType: text().notNull(),
    /** Told in a digest up to this moment. */
    toldAt: instant().notNull(),
    /** Looked at in the list up to this moment. */
    seenAt: instant().notNull(),
    /** To be taken over by this colleague, once they accept. */
    offeredTo: uuid(),
    offeredBy: uuid(),
    offeredAt: instant(),
    closedAt: instant(),
    closedWhy: text({ enum: watchEnds }),
  },
  (table) => [
    uniqueIndex('watches_open').on(table.matterId).where(sql`closed_at is null`),
    index('watches_mine').on(table.personId, table.newsAt, table.id).where(sql`closed_at is null`),
    index('watches_of_unit').on(table.unitId, table.newsAt, table.id).where(sql`closed_at is null`),
    index('watches_offered').on(table.offeredTo).where(sql`offered_to is not null and closed_at is null`),
    index().on(table.matterId),
    index().on(table.personId, table.closedAt),
    check('watches_closed_whole', sql`(closed_at is null) = (closed_why is null)`),
    check('watches_offered_whole', sql`(offered_to is null) = (offered_at is null)`),
  ],
)

export const handOverEnds = ['accepted', 'returned', 'lapsed', 'withdrawn', 'dropped'] as const

/** Each 转办 between two units, of matters of every kind, as the events tell it: for the figures and who wants to see what is behind them. */
export const handOvers = pgTable(
  'hand_overs',
  {
    matterId: uuid().notNull(),
    /** Of the offer. */
    seq: integer().notNull(),
    kind: text().notNull(),
    firstAskedUnitId: uuid().notNull(),
    fromUnitId: uuid().notNull(),
    toUnitId: uuid().notNull(),
    offeredAt: instant().notNull(),
    endedAt: instant(),
    end: text({ enum: handOverEnds }),
  },
  (table) => [
    primaryKey({ columns: [table.matterId, table.seq] }),
    index().on(table.toUnitId, table.offeredAt),
    index().on(table.fromUnitId, table.offeredAt),
    index().on(table.offeredAt),
    check('hand_overs_ended_whole', sql`(ended_at is null) = ("end" is null)`),
  ],
)

/** 感谢：once a matter, without words; counts for the first-asked unit and for the one that answered. */
export const thanks = pgTable(
  'thanks',
  {
    matterId: uuid().primaryKey(),
    firstAskedUnitId: uuid().notNull(),
    answeredUnitId: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.at)],
)
