import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, plainDate } from '#platform/columns.ts'
import type { BreachEventData } from './breach.ts'
import {
  causeIds,
  gradeIds,
  gravityIds,
  kindIds,
  outcomeIds,
  partyIds,
  sourceIds,
  stateIds,
  toleranceIds,
} from './words.ts'

/**
 * 首问不到位: one that was raised, and how far it has come. Projected from `breach_events` (`evolve`); nothing else writes it. Nothing a person typed and no
 * name stands here.
 */
export const breaches = pgTable(
  'breaches',
  {
    id: uuid().primaryKey(),
    number: text().notNull().unique(),
    kind: text({ enum: kindIds }).notNull(),
    source: text({ enum: sourceIds }).notNull(),
    /** What was asked; a supervisor may have seen something of which no record was made. */
    matterId: uuid(),
    /** What the clock saw: it proposes the same once. */
    clockKey: text().unique(),
    unitId: uuid().notNull(),
    personId: uuid(),
    raisedBy: uuid(),
    raisedAt: instant().notNull(),
    /** Whoever asked agrees that the unit learns who they are. */
    mayName: boolean().notNull(),
    state: text({ enum: stateIds }).notNull(),
    gravity: text({ enum: gravityIds }),
    cause: text({ enum: causeIds }),
    /** 听取陈述: until when, and who has spoken. */
    hearBy: plainDate(),
    personHeard: boolean().notNull(),
    unitHeard: boolean().notNull(),
    outcome: text({ enum: outcomeIds }),
    party: text({ enum: partyIds }),
    grade: text({ enum: gradeIds }),
    tolerance: text({ enum: toleranceIds }),
    decidedBy: uuid(),
    decidedUnitId: uuid(),
    decidedAt: instant(),
    toldOn: plainDate(),
    /** Last day of the appeal, then the last day of the grade's effect. */
    appealBy: plainDate(),
    appealedBy: uuid(),
    finalOn: plainDate(),
    effectUntil: plainDate(),
    /** What it waits for is due then; null once it waits for nobody. */
    dueOn: plainDate(),
    audience: text().array().notNull(),
    barred: text().array().notNull(),
  },
  (table) => [
    index('breaches_newest').on(table.raisedAt, table.id),
    index('breaches_audience').using('gin', table.audience),
    index('breaches_person').on(table.personId).where(sql`person_id is not null`),
    index('breaches_unit').on(table.unitId, table.raisedAt),
    index('breaches_due').on(table.dueOn).where(sql`due_on is not null`),
    index('breaches_effect').on(table.effectUntil).where(sql`state = 'final'`),
    index().on(table.matterId),
    uniqueIndex('breaches_once_by_asker').on(table.matterId, table.kind).where(sql`source = 'asker'`),
    check('breaches_graded_whole', sql`(outcome is not distinct from 'graded') = (grade is not null)`),
    check('breaches_tolerated_whole', sql`(outcome is not distinct from 'tolerated') = (tolerance is not null)`),
    check('breaches_decided_whole', sql`(outcome is null) = (decided_at is null)`),
    // 处分法: nobody is graded who was not asked to speak, and nobody decides their own case.
    check('breaches_heard_first', sql`grade is null or hear_by is not null`),
    check('breaches_not_own', sql`decided_by is null or decided_by is distinct from person_id`),
    check('breaches_not_raiser', sql`decided_by is null or decided_by is distinct from raised_by`),
  ],
)

export const breachEventTypes = [
  'proposed',
  'raised',
  'takenUp',
  'declined',
  'found',
  'invited',
  'stated',
  'decided',
  'told',
  'appealed',
  'appealDecided',
  'becameFinal',
  'datesMoved',
  'expired',
] as const

/** What was done: grows only (trigger). Codes, dates and ids; words stand in `breach_words`, files belong to the event (`files.matter_id` is its id). */
export const breachEvents = pgTable(
  'breach_events',
  {
    id: uuid().primaryKey(),
    breachId: uuid()
      .notNull()
      .references(() => breaches.id),
    seq: integer().notNull(),
    type: text({ enum: breachEventTypes }).notNull(),
    /** Null: the clock, or whoever asked without an account. */
    personId: uuid(),
    data: jsonb().$type<BreachEventData>().notNull(),
    at: instant().notNull(),
  },
  (table) => [unique('breach_events_order').on(table.breachId, table.seq)],
)

export const breachParts = [
  'complaint',
  'facts',
  'declined',
  'findings',
  'statement',
  'reason',
  'answer',
  'appeal',
  'appealReason',
] as const
export type BreachPart = (typeof breachParts)[number]

/** What people wrote, encrypted and deletable. `complaint` and `answer` go with the matter when that is erased. */
export const breachWords = pgTable(
  'breach_words',
  {
    id: uuid().primaryKey(),
    breachId: uuid()
      .notNull()
      .references(() => breaches.id),
    eventId: uuid().notNull(),
    part: text({ enum: breachParts }).notNull(),
    bodyCipher: bytes().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.breachId)],
)

export type BreachRow = typeof breaches.$inferSelect
export type BreachEventRow = typeof breachEvents.$inferSelect
