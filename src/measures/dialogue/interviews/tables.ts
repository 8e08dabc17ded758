import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'

/** 在线访谈: announced, live, ended, archived; or called off. All of this row is public. */
export const interviews = pgTable(
  'interviews',
  {
    id: uuid().primaryKey(),
    number: text().notNull().unique(),
    subject: text().notNull(),
    title: text().notNull(),
    about: text().notNull(),
    /** Holds it: its editors moderate and write the live text. */
    unitId: uuid().notNull(),
    /** Answers: 主办单位. */
    leadUnitId: uuid().notNull(),
    place: text().notNull(),
    streamUrl: text(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** The line of the yearly plan that it carries out. */
    planKey: uuid(),
    announcedAt: instant().notNull(),
    announcedBy: uuid().notNull(),
    startedAt: instant(),
    endedAt: instant(),
    /** Until then every question that was not answered has to be a matter. */
    leftoversDueAt: instant(),
    archivedAt: instant(),
    cancelledAt: instant(),
    cancelledGround: text(),
    /** Of the last entry of the live text; entries are numbered from 1 without a gap. */
    lastSeq: integer().notNull().default(0),
    /** Of the last question. */
    lastQuestion: integer().notNull().default(0),
  },
  (table) => [
    index('interviews_starts').on(table.startsAt, table.id),
    index('interviews_unit').on(table.unitId, table.startsAt),
    index('interviews_lead').on(table.leadUnitId, table.startsAt),
    index('interviews_leftovers').on(table.leftoversDueAt).where(sql`archived_at is null`),
    index('interviews_plan').on(table.planKey),
    check('interviews_times', sql`starts_at < ends_at`),
    check(
      'interviews_course',
      sql`(ended_at is null or started_at is not null) and (archived_at is null or ended_at is not null)`,
    ),
    check(
      'interviews_cancelled',
      sql`(cancelled_at is null) = (cancelled_ground is null) and (cancelled_at is null or started_at is null)`,
    ),
    check('interviews_stream', sql`stream_url is null or stream_url ~ '^https://'`),
  ],
)

/** 嘉宾: by name and post, as announced. */
export const interviewGuests = pgTable(
  'interview_guests',
  {
    interviewId: uuid()
      .notNull()
      .references(() => interviews.id),
    position: integer().notNull(),
    name: text().notNull(),
    post: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.interviewId, table.position] })],
)

export const entryKinds = ['opened', 'words', 'question', 'correction', 'closed'] as const
export type EntryKind = (typeof entryKinds)[number]

/** 文字直播: never edited; a correction is an entry of its own and names the one it corrects. */
export const interviewEntries = pgTable(
  'interview_entries',
  {
    interviewId: uuid()
      .notNull()
      .references(() => interviews.id),
    seq: integer().notNull(),
    kind: text({ enum: entryKinds }).notNull(),
    speaker: text().notNull(),
    words: text().notNull(),
    fileId: uuid(),
    /** What the picture shows, for who cannot see it. */
    pictureWords: text(),
    link: text(),
    corrects: integer(),
    questionId: uuid(),
    at: instant().notNull(),
    by: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.interviewId, table.seq] }),
    check('interview_entries_picture', sql`(file_id is null) = (picture_words is null)`),
    check('interview_entries_corrects', sql`(kind = 'correction') = (corrects is not null) and corrects < seq`),
    check('interview_entries_link', sql`link is null or link ~ '^https://'`),
  ],
)

export const moderations = ['waiting', 'passed', 'refused'] as const
export type Moderation = (typeof moderations)[number]
export const outcomes = ['onAir', 'written', 'matter'] as const
export type Outcome = (typeof outcomes)[number]

/** 提问. What was typed is for the moderators alone; `shownName` and `shownBody` are what anybody else ever reads. */
export const interviewQuestions = pgTable(
  'interview_questions',
  {
    id: uuid().primaryKey(),
    interviewId: uuid()
      .notNull()
      .references(() => interviews.id),
    /** 第几问, in the order in which they came. */
    position: integer().notNull(),
    askedAt: instant().notNull(),
    nameCipher: bytes(),
    phoneCipher: bytes(),
    /** Gone with name and phone when the interview is archived. */
    body: text(),
    wantsPublic: boolean().notNull(),
    moderation: text({ enum: moderations }).notNull(),
    shownName: text(),
    shownBody: text(),
    ground: text(),
    moderatedAt: instant(),
    moderatedBy: uuid(),
    supports: integer().notNull().default(0),
    outcome: text({ enum: outcomes }),
    /** In writing, by the unit that answers. */
    answer: text(),
    /** The entry of the live text with which it was answered on air. */
    answerSeq: integer(),
    settledAt: instant(),
    settledBy: uuid(),
    matterId: uuid(),
  },
  (table) => [
    uniqueIndex('interview_questions_place').on(table.interviewId, table.position),
    index('interview_questions_matter').on(table.matterId),
    check(
      'interview_questions_shown',
      sql`(moderation = 'passed') = (shown_body is not null) and (moderation = 'passed') = (shown_name is not null)`,
    ),
    check('interview_questions_public', sql`moderation <> 'passed' or wants_public`),
    check('interview_questions_refused', sql`(moderation = 'refused') = (ground is not null)`),
    check(
      'interview_questions_outcome',
      sql`(outcome is null) = (settled_at is null) and (outcome is not distinct from 'written') = (answer is not null) and (outcome is not distinct from 'matter') = (matter_id is not null)`,
    ),
  ],
)

/** 我也想问: once for a browser, whose key only its own cookie knows. */
export const interviewSupports = pgTable(
  'interview_supports',
  {
    questionId: uuid()
      .notNull()
      .references(() => interviewQuestions.id),
    supporterHash: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.questionId, table.supporterHash] })],
)
