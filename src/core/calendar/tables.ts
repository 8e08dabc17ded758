import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant, plainDate } from '#platform/columns.ts'
import type { StopGround } from './admit.ts'

/** One row a year with an arrangement of days; a year without a row, or a provisional one, has no decree. */
export const calendarYears = pgTable('calendar_years', {
  year: integer().primaryKey(),
  status: text({ enum: ['decreed', 'provisional'] }).notNull(),
  title: text().notNull(),
  sourceUrl: text().notNull(),
  enteredAt: instant().notNull(),
})

/** The days a year's decree moves; a decree may move days of the last week of the year before (2022-12-31). */
export const calendarDays = pgTable(
  'calendar_days',
  {
    year: integer()
      .notNull()
      .references(() => calendarYears.year),
    on: plainDate().notNull(),
    kind: text({ enum: ['off', 'work'] }).notNull(),
    name: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.year, table.on] })],
)

/** Days of the city itself; they win over the decree. */
export const localDays = pgTable('local_days', {
  on: plainDate().primaryKey(),
  kind: text({ enum: ['off', 'work'] }).notNull(),
  name: text().notNull(),
  source: text().notNull(),
})

/** One row: a new version for every change of the tables above and of the rules, by which each process sees that its copy is old. */
export const calendarVersion = pgTable(
  'calendar_version',
  {
    one: boolean().primaryKey().default(true),
    version: uuid().notNull(),
  },
  () => [check('calendar_version_is_one', sql`one`)],
)

const rowUnits = ['workday', 'day', 'month', 'workhour', 'hour'] as const

/**
 * The limits of the law and of the city, each with its source; a rule that changes gets a new row, the old one an end. Rows without an amount
 * are rules about counting itself (T-1 …), cited but not counted with.
 */
export const limitRules = pgTable(
  'limit_rules',
  {
    /** As in the rule table: HOT-1-consult, LIC-7. */
    id: text().notNull(),
    title: text().notNull(),
    /** Folder of the measure it serves; `core` for the rules of counting. */
    measure: text().notNull(),
    amount: integer(),
    unit: text({ enum: rowUnits }),
    direction: text({ enum: ['after', 'before'] })
      .notNull()
      .default('after'),
    bound: text({ enum: ['atMost', 'atLeast'] })
      .notNull()
      .default('atMost'),
    roll: text({ enum: ['none', 'next'] })
      .notNull()
      .default('none'),
    /** HH:MM where the last day ends with business hours. */
    cutoff: text(),
    startEvent: text().notNull().default(''),
    /** Whose time it is: the government's, or that of whoever asks, objects, answers. */
    whose: text({ enum: ['agency', 'asker'] })
      .notNull()
      .default('agency'),
    extensionAmount: integer(),
    /** Role that approves: `head`. */
    extensionApprover: text(),
    extensionApproverTitle: text(),
    stopGrounds: jsonb().$type<StopGround[]>().notNull().default([]),
    /** What silence means, in words: 视为签收. */
    silence: text(),
    source: text().notNull(),
    article: text().notNull().default(''),
    quote: text().notNull().default(''),
    confidence: text({ enum: ['A', 'B', 'C', 'D'] }).notNull(),
    /** Shown as 本市自定（非法律规定）. */
    isLocal: boolean().notNull(),
    /** MM-DD of a duty that falls on one day of each year (annual reports); then there is no amount. */
    yearlyOn: text(),
    /** What a reader should know: how a silent text is read, what stands unchecked. */
    note: text().notNull().default(''),
    effectiveFrom: plainDate().notNull(),
    effectiveTo: plainDate(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.effectiveFrom] }),
    index('limit_rules_measure').on(table.measure),
    check('limit_rules_amount_has_unit', sql`(amount is null) = (unit is null)`),
    check('limit_rules_yearly_without_amount', sql`yearly_on is null or amount is null`),
    check('limit_rules_extension_whole', sql`(extension_amount is null) = (extension_approver is null)`),
    check('limit_rules_effective', sql`effective_to is null or effective_to >= effective_from`),
  ],
)

/**
 * 承诺时限: a unit publishes that it does something faster than the law asks (优化营商环境条例 第36条, LIC-23), or how long it takes for a kind of business
 * that no law limits (LIM-1). It holds for what is received from `from` to `to`, both included; what was received under it keeps it.
 */
export const unitPromises = pgTable(
  'unit_promises',
  {
    id: uuid().primaryKey(),
    unitId: uuid().notNull(),
    /** The limit of the law it is shorter than; null where there is none. */
    ruleId: text(),
    /** The unit's kind of business that no law limits. */
    businessId: uuid(),
    amount: integer().notNull(),
    unit: text({ enum: rowUnits }).notNull(),
    from: plainDate().notNull(),
    /** Its last day; the day before `from` when it was withdrawn before it began. */
    to: plainDate(),
    /** Said in public with the end. */
    endReason: text().notNull().default(''),
    publishedAt: instant().notNull(),
    publishedBy: uuid().notNull(),
    endedAt: instant(),
    endedBy: uuid(),
  },
  (table) => [
    uniqueIndex('unit_promises_one_open')
      .on(table.unitId, sql`coalesce(rule_id, business_id::text)`)
      .where(sql`"to" is null`),
    check('unit_promises_about_one', sql`(rule_id is null) <> (business_id is null)`),
    check('unit_promises_amount', sql`amount > 0`),
    check('unit_promises_days', sql`"to" is null or "to" >= "from" - 1`),
  ],
)

/**
 * 超过承诺时限的公开说明 (优化营商环境条例 第36条). No number and no name of anybody is shown: the promise, the days, the reason. `matterId` only keeps one matter from being
 * explained twice, and from being asked for again; null of what was not done on this platform.
 */
export const promiseOverruns = pgTable(
  'promise_overruns',
  {
    id: uuid().primaryKey(),
    promiseId: uuid()
      .notNull()
      .references(() => unitPromises.id),
    matterId: uuid().unique(),
    /** The day promised, and the day it was done; null while it is not. */
    dueOn: plainDate().notNull(),
    doneOn: plainDate(),
    reason: text().notNull(),
    publishedAt: instant().notNull(),
    publishedBy: uuid().notNull(),
  },
  (table) => [
    index('promise_overruns_of').on(table.promiseId, table.publishedAt.desc()),
    // Of a promise in hours the day may be the same.
    check('promise_overruns_late', sql`done_on is null or done_on >= due_on`),
  ],
)
