import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant, plainDate } from '#platform/columns.ts'
import { lights, stateNames, textParts } from './words.ts'

/**
 * The present of each matter: what lists need. Every column but `query_code_hash` is projected from `matter_events` by `project()`;
 * nothing else writes here. Due dates of open matters also follow the calendar (`calendar-change.ts`); closed ones keep theirs.
 */
export const matters = pgTable(
  'matters',
  {
    id: uuid().primaryKey(),
    /** Digits only, with a check digit. */
    number: text().notNull().unique(),
    kind: text().notNull(),
    class: text().notNull(),
    /** The door it came through: web, phone, counter, import, … */
    channel: text().notNull(),
    divisionCode: text().notNull(),
    state: text({ enum: stateNames }).notNull(),
    /** 1, or 2 for 二次办理. */
    round: smallint().notNull(),
    /** Of the last event. */
    seq: integer().notNull(),
    openedAt: instant().notNull(),
    filingUnitId: uuid().notNull(),
    holderUnitId: uuid().notNull(),
    holderPersonId: uuid(),
    heldSince: instant().notNull(),
    firstAskedUnitId: uuid().notNull(),
    firstAskedPersonId: uuid(),
    /** Whom a dispatch or a hand-over waits for. */
    offeredUnitId: uuid(),
    offeredPersonId: uuid(),
    /** Whom a dispute over competence waits for. */
    deciderUnitId: uuid(),
    parentId: uuid().references((): AnyPgColumn => matters.id),
    mergedIntoId: uuid().references((): AnyPgColumn => matters.id),
    /** The rule of the answer limit. */
    ruleId: text(),
    acceptDueAt: instant(),
    dispatchedAt: instant(),
    /** Events of the answer clock: with one, the date follows from `dispatched_at` and `rule_id` alone, and a decree need not replay. */
    clockSteps: smallint().notNull(),
    dueAt: instant(),
    dueOn: plainDate(),
    /** The end of the law's limit where `due_at` is that of a shorter promise; null where both are one. */
    lawDueAt: instant(),
    provisional: boolean().notNull(),
    /** The timer: when the clock has to look at it next. Null once nothing more happens by itself. */
    nextWakeAt: instant(),
    light: text({ enum: lights }).notNull(),
    paused: boolean().notNull(),
    extended: boolean().notNull(),
    /** 退转次数: returned dispatches and hand-overs between units. */
    returns: integer().notNull(),
    /** 转办链：the units that have held it, in order, the filing one first. */
    chain: uuid().array().notNull(),
    answeredAt: instant(),
    /** Answered within the limit; null until answered. */
    onTime: boolean(),
    closedAt: instant(),
    outcome: text(),
    solved: boolean(),
    /** 5 很满意 … 1 很不满意; null is 未评价. */
    satisfied: smallint(),
    ratedAt: instant(),
    marks: text().array().notNull(),
    wantsPublic: boolean().notNull(),
    /** The writer asked that who they are be kept from the handling unit. */
    secrecy: boolean().notNull(),
    isPublished: boolean().notNull(),
    /** Keyed hash of the six digits, with the number as context: useless for another matter. */
    queryCodeHash: bytes(),
    askerPersonId: uuid(),
    /** 单位之间：the unit that asks. */
    askerUnitId: uuid(),
    contactId: uuid(),
    reportedUnitId: uuid(),
    audience: text().array().notNull(),
    barred: text().array().notNull(),
  },
  (table) => [
    // The desk: what my units hold, by state, the most urgent first, paged by key.
    index('matters_held').on(table.holderUnitId, table.state, table.dueAt, table.id),
    index('matters_mine')
      .on(table.holderPersonId, table.state, table.dueAt, table.id)
      .where(sql`holder_person_id is not null`),
    index('matters_offered').on(table.offeredUnitId, table.dueAt, table.id).where(sql`offered_unit_id is not null`),
    // Lists that cross units (dispatcher, supervisor, leader), newest or most urgent first. Not by kind: lists show a kind and its parts, and an
    // order behind two kinds is none. Read backwards for `desc`.
    index('matters_newest').on(table.openedAt, table.id),
    // Every work list asks these of what is open, and of all that is open few rows are its own: they are told apart in the index.
    index('matters_open')
      .on(
        table.dueAt,
        table.id,
        table.kind,
        table.parentId,
        table.state,
        table.holderUnitId,
        table.holderPersonId,
        table.offeredUnitId,
        table.firstAskedUnitId,
        table.deciderUnitId,
        table.light,
        table.paused,
      )
      .where(sql`closed_at is null`),
    index('matters_answered').on(table.answeredAt, table.id).where(sql`answered_at is not null`),
    index('matters_audience').using('gin', table.audience),
    index('matters_wake').on(table.nextWakeAt).where(sql`next_wake_at is not null`),
    index('matters_disputed').on(table.deciderUnitId, table.dueAt, table.id).where(sql`decider_unit_id is not null`),
    index('matters_asker_unit').on(table.askerUnitId, table.openedAt, table.id).where(sql`asker_unit_id is not null`),
    // What the ladder looks at twice a day: of a million open matters those whose light is not green.
    index('matters_lit').on(table.id).where(sql`closed_at is null and light <> 'green'`),
    index('matters_asker').on(table.askerPersonId).where(sql`asker_person_id is not null`),
    index('matters_contact').on(table.contactId).where(sql`contact_id is not null`),
    index('matters_parts').on(table.parentId).where(sql`parent_id is not null`),
    // What was taken under a unit's promise (`PET-6:<promise>`), to tell which of it was not kept.
    index('matters_promised').on(table.ruleId, table.dueAt).where(sql`rule_id like '%:%'`),
    index('matters_merged').on(table.mergedIntoId).where(sql`merged_into_id is not null`),
    check('matters_number_digits', sql`number ~ '^[0-9]{15,}$'`),
    check('matters_round', sql`round in (1, 2)`),
    check('matters_satisfied', sql`satisfied between 1 and 5`),
    check('matters_not_own_parent', sql`parent_id <> id and merged_into_id <> id`),
    check('matters_merged_somewhere', sql`(state = 'merged') = (merged_into_id is not null)`),
    check('matters_due_whole', sql`(due_at is null) = (due_on is null)`),
  ],
)

/**
 * What was done: append-only (trigger in `0001_guards.sql`), ordered by `seq` within a matter. `data` holds ids, codes, dates and salted
 * hashes, checked by the schema of its type (`events.ts`); never a word that a person typed.
 */
export const matterEvents = pgTable(
  'matter_events',
  {
    id: uuid().primaryKey(),
    matterId: uuid()
      .notNull()
      .references(() => matters.id),
    seq: integer().notNull(),
    type: text().notNull(),
    /** What the clock reads: paper entered later has an earlier date. */
    occurredAt: instant().notNull(),
    recordedAt: instant().notNull(),
    actorKind: text({ enum: ['anyone', 'citizen', 'staff', 'system'] }).notNull(),
    actorUnitId: uuid(),
    actorPersonId: uuid(),
    /** Of a system actor: clock, import, seed. */
    actorName: text(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    unique('matter_events_order').on(table.matterId, table.seq),
    // The table of implementation counts these few among many.
    index('matter_events_oversight').on(table.type, table.occurredAt).where(sql`type in ('urged', 'supervised')`),
  ],
)

/** What people typed; an event names a row by id and salted hash. `erase` deletes them. */
export const matterTexts = pgTable(
  'matter_texts',
  {
    id: uuid().primaryKey(),
    matterId: uuid()
      .notNull()
      .references(() => matters.id),
    part: text({ enum: textParts }).notNull(),
    salt: text().notNull(),
    body: text().notNull(),
    createdAt: instant().notNull(),
    /** Person of the staff or of an account; null for a writer without one. */
    by: uuid(),
  },
  (table) => [index().on(table.matterId)],
)

/** How to reach the asker. One row a matter; deletable. */
export const contacts = pgTable(
  'contacts',
  {
    id: uuid().primaryKey(),
    nameCipher: bytes(),
    phoneCipher: bytes(),
    /** Keyed hash, for the history of a caller. */
    phoneHash: bytes(),
    addressCipher: bytes(),
    language: text(),
    isElder: boolean().notNull().default(false),
    /** How they want to be answered: sms, phone, post, web. */
    prefers: text().notNull().default('sms'),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.phoneHash)],
)

export type MatterRow = typeof matters.$inferSelect
export type MatterEventRow = typeof matterEvents.$inferSelect
export type MatterTextRow = typeof matterTexts.$inferSelect
export type ContactRow = typeof contacts.$inferSelect
