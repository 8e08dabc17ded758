import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant, plainDate } from '#platform/columns.ts'

/** 联席会议成员单位, and since when; who left stays with the day of leaving. All of the conference is public. */
export const conferenceMembers = pgTable(
  'conference_members',
  {
    id: uuid().primaryKey(),
    unitId: uuid().notNull(),
    /** 召集单位: calls the meetings and keeps the plan. */
    isConvenor: boolean().notNull(),
    since: plainDate().notNull(),
    until: plainDate(),
    enteredBy: uuid().notNull(),
  },
  (table) => [
    uniqueIndex('conference_members_unit').on(table.unitId).where(sql`until is null`),
    uniqueIndex('conference_members_convenor').on(table.isConvenor).where(sql`until is null and is_convenor`),
    check('conference_members_until', sql`until is null or until >= since`),
  ],
)

/** 联席会议的一次会议 */
export const conferenceMeetings = pgTable(
  'conference_meetings',
  {
    id: uuid().primaryKey(),
    title: text().notNull(),
    heldAt: instant().notNull(),
    place: text().notNull(),
    /** The year whose plan its agenda is about. */
    planYear: integer().notNull(),
    calledAt: instant().notNull(),
    calledBy: uuid().notNull(),
    concludedAt: instant(),
    concludedBy: uuid(),
    attendedUnitIds: uuid().array().notNull().default([]),
  },
  (table) => [
    index('conference_meetings_held').on(table.heldAt, table.id),
    check('conference_meetings_concluded', sql`(concluded_at is null) = (concluded_by is null)`),
  ],
)

export const itemKinds = ['other', 'add', 'change', 'strike'] as const
export type ItemKind = (typeof itemKinds)[number]
export const itemDecisions = ['accepted', 'declined'] as const

/** 议题: a line of the agenda; the three that concern the plan say what is to stand in it, and how many letters asked for it when it was put on the agenda. */
export const conferenceItems = pgTable(
  'conference_items',
  {
    id: uuid().primaryKey(),
    meetingId: uuid()
      .notNull()
      .references(() => conferenceMeetings.id),
    position: integer().notNull(),
    kind: text({ enum: itemKinds }).notNull(),
    title: text().notNull(),
    planKey: uuid(),
    month: integer(),
    subject: text(),
    leadUnitId: uuid(),
    guest: text(),
    letters: integer(),
    lettersFrom: plainDate(),
    lettersTo: plainDate(),
    decision: text({ enum: itemDecisions }),
    decisionText: text(),
  },
  (table) => [
    uniqueIndex('conference_items_place').on(table.meetingId, table.position),
    check(
      'conference_items_plan',
      sql`kind in ('other', 'strike') or (month between 1 and 12 and subject is not null and lead_unit_id is not null and guest is not null)`,
    ),
    check('conference_items_key', sql`(kind in ('change', 'strike')) = (plan_key is not null)`),
  ],
)

/** 年度计划: each decision of a meeting that changes it makes a new version; the earlier ones stay. */
export const interviewPlans = pgTable(
  'interview_plans',
  {
    year: integer().notNull(),
    version: integer().notNull(),
    /** Why it was changed; the first version changes nothing. */
    reason: text(),
    meetingId: uuid()
      .notNull()
      .references(() => conferenceMeetings.id),
    decidedAt: instant().notNull(),
    decidedBy: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.year, table.version] }),
    check('interview_plans_reason', sql`version = 1 or reason is not null`),
  ],
)

/** One interview of a plan; `key` is the same in all versions. */
export const interviewPlanItems = pgTable(
  'interview_plan_items',
  {
    year: integer().notNull(),
    version: integer().notNull(),
    key: uuid().notNull(),
    month: integer().notNull(),
    subject: text().notNull(),
    title: text().notNull(),
    leadUnitId: uuid().notNull(),
    guest: text().notNull(),
    letters: integer(),
    lettersFrom: plainDate(),
    lettersTo: plainDate(),
  },
  (table) => [primaryKey({ columns: [table.year, table.version, table.key] })],
)
