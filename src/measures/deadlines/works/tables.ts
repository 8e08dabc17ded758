import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, plainDate } from '#platform/columns.ts'

/** 政府工作报告、民生实事、常务会议议定事项、重点项目. */
export const workSources = ['workReport', 'livelihood', 'standingMeeting', 'keyProject'] as const

/**
 * 抓落实台账: what the government said it would do, each with who does it. `next_due_on` and what follows it are projected from `work_events`
 * (`project-work.ts`); nothing else writes them.
 */
export const works = pgTable(
  'works',
  {
    id: uuid().primaryKey(),
    /** Digits only, with a check digit. */
    number: text().notNull().unique(),
    year: integer().notNull(),
    source: text({ enum: workSources }).notNull(),
    title: text().notNull(),
    /** 目标：what will be there when it is done. */
    goal: text().notNull(),
    /** 出处：which line of the report, which meeting. */
    basis: text(),
    leadUnitId: uuid().notNull(),
    jointUnitIds: uuid().array().notNull(),
    /** 使用单位：who will use it and signs that it is there; never one of those who do it. */
    userUnitIds: uuid().array().notNull(),
    giverUnitId: uuid().notNull(),
    givenBy: uuid().notNull(),
    givenAt: instant().notNull(),
    startsOn: plainDate().notNull(),
    /** The earliest milestone without proof; null once every one has it. */
    nextDueOn: plainDate(),
    blockedSince: instant(),
    /** The last proof, once every milestone has one. */
    provedAt: instant(),
    /** By the users' side, after that. */
    confirmedAt: instant(),
    signedOffAt: instant(),
    audience: text().array().notNull(),
  },
  (table) => [
    unique('works_once').on(table.year, table.source, table.title),
    index('works_due').on(sql`(coalesce(next_due_on, date '9999-12-31'))`, table.id),
    index('works_newest').on(table.givenAt, table.id),
    index('works_lead').on(table.leadUnitId),
    index('works_audience').using('gin', table.audience),
    check('works_year', sql`year between 2000 and 2100`),
    check('works_confirmed_after_proof', sql`confirmed_at is null or proved_at is not null`),
    check('works_proved_whole', sql`(next_due_on is null) = (proved_at is not null)`),
  ],
)

/** 节点: what will be there by which day. */
export const workMilestones = pgTable(
  'work_milestones',
  {
    id: uuid().primaryKey(),
    workId: uuid()
      .notNull()
      .references(() => works.id),
    position: smallint().notNull(),
    title: text().notNull(),
    /** As it was given; it never changes. */
    firstDueOn: plainDate().notNull(),
    /** As it stands after the giver's changes. */
    dueOn: plainDate().notNull(),
    provedAt: instant(),
    /** When its units were told that it falls due, and that it is past; anew after a change of the date. */
    soonToldOn: plainDate(),
    lateToldOn: plainDate(),
  },
  (table) => [
    unique('work_milestones_order').on(table.workId, table.position),
    index('work_milestones_open').on(table.dueOn).where(sql`proved_at is null`),
  ],
)

export const workEventTypes = [
  'given',
  'proofGiven',
  'proofReturned',
  'slipReported',
  'blocked',
  'unblocked',
  'dateMoved',
  'visited',
  'confirmed',
  'signOffRefused',
  'signedOff',
  'objected',
  'objectionDecided',
] as const

/** Codes and dates of an event; its words stand in `words`. */
export type WorkEventData = {
  /** dateMoved: the day before and after. */
  from?: string
  to?: string
  /** visited */
  finding?: 'true' | 'partly' | 'untrue'
  visitedOn?: string
  sampleId?: string
  /** visited, confirmed: what the users' side says; absent when nobody was asked. */
  usersSay?: 'accepted' | 'notAccepted'
  /** slipReported: the day by which the unit itself expects it. A wish, not the date. */
  expectedOn?: string
  /** objected, objectionDecided: the visit; proofReturned after one: the same. */
  about?: string
  /** objected: by when it is to be decided. */
  answerBy?: string
  /** objectionDecided */
  result?: 'kept' | 'cancelled'
}

/**
 * What was done, by which unit: grows only (trigger); of a row nothing changes but that somebody publishes its words. Files belong to an event
 * (`files.matter_id` is the event's id).
 */
export const workEvents = pgTable(
  'work_events',
  {
    id: uuid().primaryKey(),
    workId: uuid()
      .notNull()
      .references(() => works.id),
    type: text({ enum: workEventTypes }).notNull(),
    milestoneId: uuid().references(() => workMilestones.id),
    unitId: uuid().notNull(),
    personId: uuid().notNull(),
    /** Official words; a name, a phone or an ID number is refused when they are written. */
    words: text(),
    data: jsonb().$type<WorkEventData>().notNull(),
    at: instant().notNull(),
    publishedAt: instant(),
    publishedBy: uuid(),
  },
  (table) => [
    index('work_events_of').on(table.workId, table.at, table.id),
    // The table of implementation counts by time.
    index('work_events_when').on(table.at, table.type),
    check('work_events_published_whole', sql`(published_at is null) = (published_by is null)`),
  ],
)

/** A citizen's word about a public work, one each. Whose it is nobody can tell: `rater_hash` is keyed and differs from work to work. */
export const workRatings = pgTable(
  'work_ratings',
  {
    workId: uuid()
      .notNull()
      .references(() => works.id),
    raterHash: bytes().notNull(),
    usersSay: text({ enum: ['accepted', 'notAccepted'] }).notNull(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workId, table.raterHash] })],
)

/** 督查抽样: the seed is noted first, then drawn; who looks again gets the same (`sample-order.ts`). */
export const workSamples = pgTable(
  'work_samples',
  {
    id: uuid().primaryKey(),
    title: text().notNull(),
    unitId: uuid().notNull(),
    year: integer().notNull(),
    /** Null: all four. */
    source: text({ enum: workSources }),
    among: text({ enum: ['open', 'proved'] }).notNull(),
    size: integer().notNull(),
    seed: text().notNull(),
    notedAt: instant().notNull(),
    notedBy: uuid().notNull(),
    drawnAt: instant(),
    candidateIds: uuid().array(),
    chosenIds: uuid().array(),
  },
  (table) => [
    index().on(table.unitId, table.notedAt),
    check('work_samples_size', sql`size between 1 and 500`),
    check(
      'work_samples_drawn_whole',
      sql`(drawn_at is null) = (candidate_ids is null) and (drawn_at is null) = (chosen_ids is null)`,
    ),
  ],
)

export type WorkRow = typeof works.$inferSelect
export type MilestoneRow = typeof workMilestones.$inferSelect
export type WorkEventRow = typeof workEvents.$inferSelect
export type SampleRow = typeof workSamples.$inferSelect
