import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { matters } from '#core/matters/index.ts'
import { bytes, plainDate } from '#platform/columns.ts'

/** What a petition is besides a matter. Its words lie in `matter_texts`, its asker in `contacts`. */
export const petitions = pgTable(
  'petitions',
  {
    matterId: uuid()
      .primaryKey()
      .references(() => matters.id),
    /** The first of the chain 信访事项 → 复查 → 复核; of the first itself. */
    rootId: uuid()
      .notNull()
      .references(() => matters.id),
    /** Of a 复查 or 复核: the one whose opinion is asked about. */
    aboutId: uuid().references(() => matters.id),
    /** Of a 复查 or 复核: how many about the same opinion were asked before it and taken back. */
    takenBack: smallint().notNull().default(0),
    source: text({ enum: ['web', 'visit', 'letter', 'national', 'superior'] }).notNull(),
    /** 全国信访信息系统编号 */
    nationalNumber: text(),
    receivedOn: plainDate().notNull(),
    isCollective: boolean().notNull(),
    /** For how many persons it speaks. */
    people: integer().notNull(),
    /** PET-11: at most five. */
    delegates: smallint().notNull(),
    /** Their names; null once erased. */
    delegatesCipher: bytes(),
    concernedUnitIds: uuid().array().notNull(),
    /** Of a 复查 or 复核: the organ whose opinion it will be; its office works on it. */
    organUnitId: uuid(),
    /** Keyed hash of phone and words: the same facts by the same person are recognised (PET-14). Not of 检举控告; null once erased. */
    wordsHash: bytes(),
    /** Null where the petitioner filed it online. */
    registeredBy: uuid(),
  },
  (table) => [
    index('petitions_chain').on(table.rootId),
    index('petitions_words').on(table.wordsHash).where(sql`words_hash is not null`),
    // 复查 and 复核 are asked once of each opinion (第35、36条), whoever clicks at the same moment; again only after the one before was taken back.
    unique('petitions_asked_once').on(table.aboutId, table.takenBack),
    unique('petitions_national').on(table.nationalNumber),
    check('petitions_delegates', sql`delegates between 0 and 5`),
    check('petitions_people', sql`people >= 1`),
  ],
)

export type PetitionRow = typeof petitions.$inferSelect
