import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, plainDate } from '#platform/columns.ts'

/**
 * A letter as the public may read it: the masked words, the place down to the street, the week instead of the day.
 * Every outlet (page, list, search, feed) reads this row and never the letter itself.
 */
export const letterPublications = pgTable(
  'letter_publications',
  {
    id: uuid().primaryKey(),
    matterId: uuid().notNull().unique(),
    number: text().notNull().unique(),
    status: text({ enum: ['prepared', 'published', 'withdrawn'] }).notNull(),
    version: integer().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    reply: text().notNull(),
    /** The writer's words are told again by the editor: complaints that name somebody (0-platform, 不暴露写信人). */
    isRewritten: boolean().notNull(),
    class: text().notNull(),
    /** The upper category of what it is about. */
    topicId: uuid(),
    divisionCode: text().notNull(),
    divisionName: text().notNull(),
    unitId: uuid().notNull(),
    unitName: text().notNull(),
    /** Monday of the week in which it was written. */
    askedWeek: plainDate().notNull(),
    answeredOn: plainDate().notNull(),
    solved: boolean(),
    preparedBy: uuid(),
    publishedBy: uuid(),
    publishedAt: instant(),
    withdrawnAt: instant(),
    withdrawalGround: text(),
  },
  (table) => [
    // `order by … desc` puts nulls first; an index that puts them last would not serve it.
    index('letter_publications_list')
      .on(table.publishedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`status = 'published'`),
    index('letter_publications_by_class')
      .on(table.class, table.publishedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`status = 'published'`),
    index('letter_publications_by_topic')
      .on(table.topicId, table.publishedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`status = 'published'`),
    index('letter_publications_by_unit')
      .on(table.unitId, table.publishedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`status = 'published'`),
    index('letter_publications_by_division')
      .on(table.divisionCode, table.publishedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`status = 'published'`),
    // By the week in which they were written, as Open311 asks for them.
    index('letter_publications_by_week').on(table.askedWeek, table.id).where(sql`status = 'published'`),
    check('letter_publications_never_reports', sql`class <> 'report'`),
  ],
)

/** Every version that was ever shown; a withdrawal clears the words of all of them and keeps the fact. */
export const publicationVersions = pgTable(
  'publication_versions',
  {
    id: uuid().primaryKey(),
    publicationId: uuid()
      .notNull()
      .references(() => letterPublications.id),
    version: integer().notNull(),
    act: text({ enum: ['publish', 'correct', 'withdraw', 'restore'] }).notNull(),
    /** What is said about the change, shown beside it: why it was corrected, on what ground it was taken down. */
    ground: text().notNull(),
    title: text(),
    body: text(),
    reply: text(),
    at: instant().notNull(),
    by: uuid(),
  },
  (table) => [unique('publication_versions_order').on(table.publicationId, table.version)],
)

/**
 * 紧急撤稿: taken down by one editor at once, confirmed or refused by a second. Until then the words lie here sealed; afterwards the row outlives them: what
 * they were can be proved by the salted hash to whoever has them. Names no citizen; kept as long as the publication.
 */
export const urgentWithdrawals = pgTable(
  'urgent_withdrawals',
  {
    id: uuid().primaryKey(),
    publicationId: uuid()
      .notNull()
      .references(() => letterPublications.id),
    matterId: uuid().notNull(),
    /** Title, body and reply, to be put back if the second person refuses; emptied by the decision and by erasure. */
    wordsCipher: bytes(),
    /** SHA-256 over the salt and the JSON of title, body and reply as they were public. */
    contentHash: bytes().notNull(),
    salt: bytes().notNull(),
    ground: text().notNull(),
    takenDownAt: instant().notNull(),
    takenDownBy: uuid().notNull(),
    confirmBy: instant().notNull(),
    remindedAt: instant(),
    escalatedAt: instant(),
    confirmedAt: instant(),
    confirmedBy: uuid(),
    refusedAt: instant(),
    refusedBy: uuid(),
    /** Why it is public again; stands on its page. */
    refusalGround: text(),
  },
  (table) => [
    index('urgent_withdrawals_open').on(table.confirmBy).where(sql`confirmed_at is null and refused_at is null`),
    uniqueIndex('urgent_withdrawals_one_open')
      .on(table.publicationId)
      .where(sql`confirmed_at is null and refused_at is null`),
    index().on(table.matterId, table.takenDownAt),
    check('urgent_withdrawals_by_two', sql`confirmed_by <> taken_down_by and refused_by <> taken_down_by`),
    check('urgent_withdrawals_one_word', sql`confirmed_at is null or refused_at is null`),
  ],
)

/** Words a unit uses often; inserted into a draft and then made to fit the question. */
export const replyTemplates = pgTable(
  'reply_templates',
  {
    id: uuid().primaryKey(),
    unitId: uuid().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    class: text(),
    isActive: boolean().notNull().default(true),
    updatedAt: instant().notNull(),
    updatedBy: uuid().notNull(),
  },
  (table) => [index().on(table.unitId, table.title)],
)

/** Which rows of which file are already here: an interrupted import is started again without doubling anything. */
export const importedLetters = pgTable('imported_letters', {
  /** SHA-256 over the source's id, date and title. */
  sourceKey: text().primaryKey(),
  matterId: uuid().notNull(),
})
