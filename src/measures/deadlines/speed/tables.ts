import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant, plainDate } from '#platform/columns.ts'
import { correctionGrounds } from './book-words.ts'
import { exclusionGrounds } from './exclusion-words.ts'

const codes = <Code extends string>(words: Record<Code, unknown>) => Object.keys(words) as [Code, ...Code[]]

/** Who may read a figure: `public` everybody, `desk` the desk only (`countedIn` of a kind). */
export const scopes = ['public', 'desk'] as const
export type Scope = (typeof scopes)[number]

/**
 * Matters whose answers have to be counted anew: written by a trigger on `matter_events` in the act's own transaction, taken away by `rollUp`. Grows at
 * its end and waits for nobody.
 */
export const speedChanged = pgTable('speed_changed', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  matterId: uuid().notNull(),
})

/** One row an answer, derived from the events (`closingsOf`) and made anew whenever they grow: nothing here is true by itself. */
export const speedClosings = pgTable(
  'speed_closings',
  {
    matterId: uuid().notNull(),
    seq: integer().notNull(),
    /** First day of the month of the answer. */
    month: plainDate().notNull(),
    scope: text({ enum: scopes }).notNull(),
    unitId: uuid().notNull(),
    kind: text().notNull(),
    /** Of the county: six digits. */
    divisionCode: text().notNull(),
    answeredAt: instant().notNull(),
    usedDays: integer().notNull(),
    /** Answered within its limit; null without a limit. */
    met: boolean(),
    /** Met, and not rejected unless upheld; null without a limit. */
    standing: boolean(),
    rejected: boolean().notNull(),
    savedDays: integer().notNull(),
    extended: boolean().notNull(),
    /** Working days by ground. */
    stops: jsonb().$type<Record<string, number>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.matterId, table.seq] }),
    // A cell is counted anew from its answers.
    index('speed_closings_cell').on(table.month, table.scope, table.unitId, table.kind, table.divisionCode),
    // Lists, newest first.
    index('speed_closings_newest').on(table.answeredAt, table.matterId, table.seq),
    check('speed_closings_month', sql`extract(day from month) = 1`),
    check('speed_closings_standing', sql`(met is null) = (standing is null) and not (standing and not met)`),
  ],
)

/**
 * The sums that pages read: month × scope × unit × kind × county. Version 0 follows the answers (`rollUp`); from 1 on they are the figures of a closed
 * month (统计关账) and never change (trigger): a correction is the next version.
 */
export const speedMonths = pgTable(
  'speed_months',
  {
    month: plainDate().notNull(),
    version: smallint().notNull(),
    scope: text({ enum: scopes }).notNull(),
    unitId: uuid().notNull(),
    kind: text().notNull(),
    divisionCode: text().notNull(),
    closed: integer().notNull(),
    timed: integer().notNull(),
    met: integer().notNull(),
    standing: integer().notNull(),
    early: integer().notNull(),
    savedDays: integer().notNull(),
    rejected: integer().notNull(),
    extended: integer().notNull(),
    stopped: integer().notNull(),
    excluded: integer().notNull(),
    excludedStanding: integer().notNull(),
    /** Working days used → answers. */
    used: jsonb().$type<Record<string, number>>().notNull(),
    /** Ground of a stop → answers. */
    stops: jsonb().$type<Record<string, number>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.month, table.version, table.scope, table.unitId, table.kind, table.divisionCode] }),
    check(
      'speed_months_counts',
      sql`closed > 0 and closed >= timed and timed >= met and met >= standing and met >= early and standing >= excluded_standing and timed >= excluded`,
    ),
  ],
)

/** 统计关账: version 1 closes a month, every later one corrects it on a published ground. Grows only (trigger). */
export const speedBooks = pgTable(
  'speed_books',
  {
    month: plainDate().notNull(),
    version: smallint().notNull(),
    /** Of a correction. */
    ground: text({ enum: codes(correctionGrounds) }),
    at: instant().notNull(),
    byPersonId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.month, table.version] }),
    check('speed_books_ground', sql`(version = 1) = (ground is null) and version >= 1`),
  ],
)

/** 剔除: an answer taken out of the adjusted rate, by two persons in two roles, on a ground from a published list. Codes and ids only. */
export const speedExclusions = pgTable(
  'speed_exclusions',
  {
    id: uuid().primaryKey(),
    matterId: uuid().notNull(),
    /** Of the answer. */
    seq: integer().notNull(),
    unitId: uuid().notNull(),
    /** First day of the month of the answer. */
    month: plainDate().notNull(),
    ground: text({ enum: codes(exclusionGrounds) }).notNull(),
    status: text({ enum: ['proposed', 'confirmed', 'refused', 'overturned'] }).notNull(),
    proposedBy: uuid().notNull(),
    proposedRole: text().notNull(),
    proposedAt: instant().notNull(),
    decidedBy: uuid(),
    decidedRole: text(),
    decidedAt: instant(),
    /** Drawn for a look by 督查. */
    sampled: boolean().notNull(),
    checkedBy: uuid(),
    checkedAt: instant(),
  },
  (table) => [
    // One answer is taken out once; what was refused or overturned may be proposed again.
    uniqueIndex('speed_exclusions_once').on(table.matterId, table.seq).where(sql`status in ('proposed', 'confirmed')`),
    index('speed_exclusions_newest').on(table.status, table.proposedAt, table.id),
    check(
      'speed_exclusions_two_persons',
      sql`decided_by is null or (decided_by <> proposed_by and decided_role <> proposed_role)`,
    ),
    check('speed_exclusions_decided', sql`(status = 'proposed') = (decided_by is null)`),
  ],
)

export type ExclusionRow = typeof speedExclusions.$inferSelect
