import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, real, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, plainDate } from '#platform/columns.ts'
import { letterPublications } from '../tables.ts'

/**
 * 热点话题：published letters about one thing. Grown by a job from what the public reads and from nothing else: no 举报, no letter that is not published, no word
 * of a person. `letters`, `lastWeek` and `heat` are kept up by that job; whatever is shown is counted anew.
 */
export const letterTopics = pgTable(
  'letter_topics',
  {
    id: uuid().primaryKey(),
    /** The few words that name it. */
    words: text().array().notNull(),
    /** All its words with the sum of their weights, by which the next letter is told to belong. */
    terms: text().array().notNull(),
    weights: real().array().notNull(),
    letters: integer().notNull(),
    lastWeek: plainDate().notNull(),
    /** Letters of twelve weeks, and how many said 我也有这个问题. */
    heat: integer().notNull().default(0),
    /** As a person names it; until then its words do. */
    title: text(),
    isHidden: boolean().notNull().default(false),
    /** Who answers for the whole. */
    unitId: uuid(),
    unitName: text(),
    namedBy: uuid(),
    namedAt: instant(),
    foundAt: instant().notNull(),
  },
  (table) => [
    index('letter_topics_terms').using('gin', table.terms),
    index('letter_topics_hot')
      .on(table.heat.desc().nullsFirst(), table.letters.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`letters >= 2`),
    index('letter_topics_unit').on(table.unitId, table.id).where(sql`unit_id is not null`),
    check('letter_topics_terms_weighed', sql`cardinality(terms) = cardinality(weights)`),
  ],
)

export const topicLetters = pgTable(
  'topic_letters',
  {
    publicationId: uuid()
      .primaryKey()
      .references(() => letterPublications.id),
    topicId: uuid()
      .notNull()
      .references(() => letterTopics.id),
  },
  (table) => [index().on(table.topicId, table.publicationId.desc().nullsFirst())],
)

/** What the named unit says to the whole: drafted by one, published by another. A correction is a new version; the old ones stay. */
export const topicAnswers = pgTable(
  'topic_answers',
  {
    id: uuid().primaryKey(),
    topicId: uuid()
      .notNull()
      .references(() => letterTopics.id),
    version: integer().notNull(),
    unitId: uuid().notNull(),
    unitName: text().notNull(),
    body: text().notNull(),
    /** Why it was corrected; of the first version empty. */
    ground: text().notNull(),
    draftedBy: uuid().notNull(),
    draftedAt: instant().notNull(),
    publishedBy: uuid(),
    publishedAt: instant(),
  },
  (table) => [
    unique('topic_answers_order').on(table.topicId, table.version),
    check('topic_answers_by_two', sql`published_by <> drafted_by`),
    check('topic_answers_published', sql`(published_by is null) = (published_at is null)`),
  ],
)

/** 我也有这个问题：how often a day; who it was is nowhere. */
export const sameConcerns = pgTable(
  'same_concerns',
  {
    subjectType: text({ enum: ['letter', 'topic'] }).notNull(),
    subjectId: uuid().notNull(),
    day: plainDate().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectType, table.subjectId, table.day] })],
)
