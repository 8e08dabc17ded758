import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { matters, matterTexts } from '#core/matters/index.ts'
import { bytes, instant } from '#platform/columns.ts'

/**
 * By what a letter, or the answer to it, is compared with others: keyed hashes, no word. Goes with the text it was made from: whatever deletes that (erasure)
 * deletes this in the same statement. 举报 lie apart, and are compared with each other alone; answers to them are not here.
 */
export const letterFingerprints = pgTable(
  'letter_fingerprints',
  {
    textId: uuid()
      .primaryKey()
      .references(() => matterTexts.id, { onDelete: 'cascade' }),
    matterId: uuid()
      .notNull()
      .references(() => matters.id),
    scope: text({ enum: ['letter', 'report', 'answer'] }).notNull(),
    /** Whose answer it is. */
    unitId: uuid(),
    bands: integer().array().notNull(),
    shingles: bytes().notNull(),
  },
  (table) => [
    index().on(table.matterId),
    // What shares a band is found here and nowhere else: a letter is compared with a handful, however many there are.
    index('letter_fingerprints_letters').using('gin', table.bands).where(sql`scope = 'letter'`),
    index('letter_fingerprints_reports').using('gin', table.bands).where(sql`scope = 'report'`),
    index('letter_fingerprints_answers').using('gin', table.bands).where(sql`scope = 'answer'`),
    check('letter_fingerprints_unit', sql`(scope = 'answer') = (unit_id is not null)`),
  ],
)

/** 不是同一件：somebody looked at two letters that are alike and found them two matters. The smaller id stands first. */
export const letterUnlikes = pgTable(
  'letter_unlikes',
  {
    oneId: uuid()
      .notNull()
      .references(() => matters.id),
    otherId: uuid()
      .notNull()
      .references(() => matters.id),
    by: uuid().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.oneId, table.otherId] }),
    index().on(table.otherId),
    check('letter_unlikes_ordered', sql`one_id < other_id`),
  ],
)

/** 雷同的答复：an answer that was put to the head although most of it stands in another answer of the unit. Ids and figures only; gone again where it is written anew. */
export const copiedAnswers = pgTable(
  'copied_answers',
  {
    matterId: uuid()
      .primaryKey()
      .references(() => matters.id),
    unitId: uuid().notNull(),
    fromMatterId: uuid()
      .notNull()
      .references(() => matters.id),
    /** Per cent of its own words, those of templates left out. */
    share: smallint().notNull(),
    at: instant().notNull(),
  },
  (table) => [index().on(table.unitId, table.at), index().on(table.fromMatterId)],
)
