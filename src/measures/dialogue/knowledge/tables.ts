import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant, plainDate } from '#platform/columns.ts'

export const articleStates = ['draft', 'public', 'retired'] as const

/** 知识库：one question that people ask, and its answer as the unit that answers for it has published it. All words are public and about nobody. */
export const articles = pgTable(
  'knowledge_articles',
  {
    id: uuid().primaryKey(),
    /** In addresses. */
    no: integer().generatedAlwaysAsIdentity().notNull().unique(),
    unitId: uuid().notNull(),
    state: text({ enum: articleStates }).notNull(),
    /** Of the version that is public; 0 before the first. */
    version: integer().notNull(),
    title: text().notNull(),
    /** Other ways in which people ask it, separated by blanks: found by, not shown. */
    words: text().notNull(),
    body: text().notNull(),
    basis: text().notNull(),
    category: text().notNull(),
    /** The day by which the unit looks at it again. */
    reviewBy: plainDate(),
    publishedAt: instant(),
    retiredAt: instant(),
    retiredGround: text(),
    createdAt: instant().notNull(),
  },
  (table) => [
    index('knowledge_articles_newest').on(table.publishedAt, table.no).where(sql`state = 'public'`),
    index('knowledge_articles_category').on(table.category, table.publishedAt, table.no).where(sql`state = 'public'`),
    index('knowledge_articles_unit').on(table.unitId, table.state, table.no),
    index('knowledge_articles_review').on(table.reviewBy, table.no).where(sql`state = 'public'`),
    check('knowledge_articles_public', sql`state = 'draft' or (version > 0 and published_at is not null)`),
    check(
      'knowledge_articles_retired',
      sql`(state = 'retired') = (retired_at is not null and retired_ground is not null)`,
    ),
  ],
)

export const versionStates = ['proposed', 'published', 'refused'] as const

/** What was proposed, by whom, and what another person decided; published versions stay readable. */
export const articleVersions = pgTable(
  'knowledge_versions',
  {
    id: uuid().primaryKey(),
    articleId: uuid()
      .notNull()
      .references(() => articles.id),
    version: integer().notNull(),
    state: text({ enum: versionStates }).notNull(),
    title: text().notNull(),
    words: text().notNull(),
    body: text().notNull(),
    basis: text().notNull(),
    category: text().notNull(),
    /** What changed and why; shown in public beside the new version. */
    ground: text().notNull(),
    /** The published letter that it was made from. */
    letterNumber: text(),
    proposedBy: uuid().notNull(),
    proposedAt: instant().notNull(),
    decidedBy: uuid(),
    decidedAt: instant(),
    refusal: text(),
  },
  (table) => [
    unique('knowledge_versions_order').on(table.articleId, table.version),
    uniqueIndex('knowledge_versions_one_open').on(table.articleId).where(sql`state = 'proposed'`),
    check('knowledge_versions_by_two', sql`decided_by <> proposed_by`),
    check('knowledge_versions_decided', sql`(state = 'proposed') = (decided_at is null)`),
    check('knowledge_versions_refused', sql`(state = 'refused') = (refusal is not null)`),
  ],
)

/** How often on a day an article was put into an answer, and what readers said of it: counts, about nobody. */
export const articleDays = pgTable(
  'knowledge_days',
  {
    articleId: uuid()
      .notNull()
      .references(() => articles.id),
    on: plainDate().notNull(),
    used: integer().notNull().default(0),
    helped: integer().notNull().default(0),
    notHelped: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.on] })],
)
