import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { plainDate, tsvector } from '#platform/columns.ts'

/** One row for each thing that can be found. Title and body are the masked, published text: no other text ever enters. */
export const searchRows = pgTable(
  'search_rows',
  {
    id: uuid().primaryKey(),
    subjectType: text().notNull(),
    subjectId: uuid().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    unitId: uuid(),
    class: text(),
    category: text(),
    divisionCode: text(),
    publishedOn: plainDate().notNull(),
    answeredOn: plainDate(),
    path: text().notNull(),
    audience: text().array().notNull(),
    tsv: tsvector().notNull(),
  },
  (table) => [
    unique().on(table.subjectType, table.subjectId),
    // The newest thousand matches of a common word come from this order; a rare word comes from the GIN index. PostgreSQL chooses.
    index('search_rows_newest').on(table.publishedOn.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('search_rows_words').using('gin', table.tsv),
    index('search_rows_titles').on(table.title.op('text_pattern_ops')),
  ],
)

/** Dictionary words seen in titles: for suggestions while typing and for "did you mean". */
export const searchWords = pgTable(
  'search_words',
  {
    word: text().primaryKey(),
    pinyin: text().notNull(),
    initials: text().notNull(),
    /** How many titles carry it; only ever orders suggestions. */
    titles: integer().notNull(),
  },
  (table) => [
    index('search_words_word').on(table.word.op('text_pattern_ops')),
    index('search_words_pinyin').on(table.pinyin.op('text_pattern_ops')),
    index('search_words_initials').on(table.initials.op('text_pattern_ops')),
  ],
)

/** Rows whose titles are not counted yet. A table of its own: marking the row itself would write its word index twice. */
export const searchUncounted = pgTable('search_uncounted', { id: uuid().primaryKey() })
