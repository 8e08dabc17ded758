import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, plainDate } from '#platform/columns.ts'

/**
 * 文书：what went out under a number. No word of anybody's and no name of a person: kind, unit, number and hash, so that whoever holds a paper can be
 * told whether it is ours even after the matter was erased. Kept as long as the register of papers is (档案法): for ever.
 */
export const papers = pgTable(
  'papers',
  {
    id: uuid().primaryKey(),
    matterId: uuid().notNull(),
    /** Which paper of the matter: kind and the event it tells of, `answer-7`. */
    key: text().notNull(),
    /** 来信答复书 */
    title: text().notNull(),
    unitId: uuid().notNull(),
    unitName: text().notNull(),
    /** 发文字号, complete and as it is printed. */
    number: text().notNull().unique(),
    /** Twelve random digits that stand on the paper: whoever knows them has seen it. Opens nothing. */
    checkCode: text().notNull().unique(),
    datedOn: plainDate().notNull(),
    numberedAt: instant().notNull(),
    /** Null while it is being set. */
    fileId: uuid(),
    sha256: bytes(),
    pages: integer(),
    issuedAt: instant(),
  },
  (table) => [
    unique('papers_once').on(table.matterId, table.key),
    index('papers_file').on(table.fileId),
    check('papers_check_code', sql`check_code ~ '^[0-9]{12}$'`),
    check(
      'papers_issued_whole',
      sql`(file_id is null) = (issued_at is null) and (sha256 is null) = (issued_at is null)`,
    ),
  ],
)

/** The last number given by a unit, for a class of papers, in a year. Written by jobs, and by the rare act of a person that is numbered itself (督办单). */
export const paperNumbers = pgTable(
  'paper_numbers',
  { unitId: uuid().notNull(), class: text().notNull(), year: integer().notNull(), last: integer().notNull() },
  (table) => [primaryKey({ columns: [table.unitId, table.class, table.year] })],
)

export type PaperRow = typeof papers.$inferSelect
