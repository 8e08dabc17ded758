import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'
import { trackIds } from '../letters/tracks.ts'
import { callStates, emergencyNumbers, listeningGrounds, operatorStates, outcomes, transferKinds } from './call.ts'

/**
 * A call to 12345. All that the telephone exchange said of it is projected from its events (`call_events`), in whatever order they came; what the operator
 * made of it stands beside. The caller's number is the only word about a person here.
 */
export const calls = pgTable(
  'calls',
  {
    id: uuid().primaryKey(),
    acdId: text().notNull().unique(),
    /** The first moment that is known of it; lists go by it. */
    startedAt: instant().notNull(),
    offeredAt: instant(),
    answeredAt: instant(),
    endedAt: instant(),
    wrapUpUntil: instant(),
    state: text({ enum: callStates }).notNull(),
    /** Its end was lost: told by what its operator did next, or by the hours. */
    isPresumed: boolean().notNull().default(false),
    heldSeconds: integer().notNull().default(0),
    skill: text(),
    seat: text(),
    operatorId: uuid(),
    transferKind: text({ enum: transferKinds }),
    /** A desk or a service, never a person's own number. */
    transferTo: text(),
    numberCipher: bytes(),
    numberHash: bytes(),
    recordingId: text(),
    recordingUrlCipher: bytes(),
    /** Set by the operator. */
    outcome: text({ enum: outcomes }),
    doneAt: instant(),
    doneBy: uuid(),
    referredTo: text({ enum: trackIds }),
    emergencyTo: text({ enum: emergencyNumbers }),
    emergencyAt: instant(),
    helpAt: instant(),
    /** What became letters out of it: a caller may have two wishes. */
    matterIds: uuid().array().notNull().default([]),
  },
  (table) => [
    // `order by … desc` puts nulls first; an index that puts them last would not serve it.
    index('calls_list').on(table.startedAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('calls_open').on(table.startedAt).where(sql`state in ('waiting', 'talking', 'held')`),
    index('calls_by_operator').on(table.operatorId, table.startedAt.desc().nullsFirst()),
    index('calls_by_number').on(table.numberHash, table.startedAt.desc().nullsFirst()),
    index('calls_missed').on(table.startedAt, table.id).where(sql`state = 'missed'`),
    index('calls_by_matter').using('gin', table.matterIds),
    check('calls_number', sql`(number_cipher is null) = (number_hash is null)`),
    check('calls_done', sql`(outcome is null) = (done_at is null)`),
  ],
)

/** What the exchange said, each message once; grows only. Codes and times, never a number. */
export const callEvents = pgTable(
  'call_events',
  {
    /** `webhook-id` of the message. */
    messageId: text().primaryKey(),
    acdId: text(),
    type: text().notNull(),
    at: instant().notNull(),
    receivedAt: instant().notNull(),
    seat: text(),
    operatorId: uuid(),
    /** State of the operator, kind and aim of a transfer, skill, recording. */
    code: text(),
    detail: text(),
  },
  (table) => [
    index('call_events_of_call').on(table.acdId, table.at),
    index('call_events_of_operator').on(table.operatorId, table.at),
  ],
)

/** Who sits where now, as the exchange last said. */
export const callOperators = pgTable('call_operators', {
  personId: uuid().primaryKey(),
  seat: text().notNull(),
  state: text({ enum: operatorStates }).notNull(),
  since: instant().notNull(),
  /** Dialects and languages: 方言专席. */
  skills: text().array().notNull(),
})

/** What was typed during a call: kept until it is filed or dropped, and what was answered at once if it is to be kept. */
export const callWords = pgTable('call_words', {
  callId: uuid()
    .primaryKey()
    .references(() => calls.id),
  wordsCipher: bytes().notNull(),
  updatedAt: instant().notNull(),
})

/** 漏接回拨: every attempt. */
export const callBacks = pgTable(
  'call_backs',
  {
    id: uuid().primaryKey(),
    callId: uuid()
      .notNull()
      .references(() => calls.id),
    at: instant().notNull(),
    by: uuid().notNull(),
    outcome: text({ enum: ['done', 'unreached'] }).notNull(),
  },
  (table) => [index('call_backs_of_call').on(table.callId, table.at)],
)

/** Who listened to a recording, when, and on what ground; shown beside it. */
export const callListenings = pgTable(
  'call_listenings',
  {
    id: uuid().primaryKey(),
    callId: uuid()
      .notNull()
      .references(() => calls.id),
    at: instant().notNull(),
    by: uuid().notNull(),
    ground: text({ enum: listeningGrounds }).notNull(),
    textCipher: bytes().notNull(),
  },
  (table) => [index('call_listenings_of_call').on(table.callId, table.at)],
)

/** 交接班: what the next shift has to know. */
export const shiftNotes = pgTable(
  'shift_notes',
  {
    id: uuid().primaryKey(),
    at: instant().notNull(),
    by: uuid().notNull(),
    textCipher: bytes().notNull(),
    takenAt: instant(),
    takenBy: uuid(),
  },
  (table) => [index('shift_notes_open').on(table.at).where(sql`taken_at is null`)],
)

/**
 * 骚扰来电: proposed by an operator, decided by a 班长 for a limited time. While it is in force calls of this number come to the 班长席 instead of the queue;
 * none is ever hung up, and no page but the list of decisions knows of it.
 */
export const callLimits = pgTable(
  'call_limits',
  {
    id: uuid().primaryKey(),
    callId: uuid()
      .notNull()
      .references(() => calls.id),
    numberCipher: bytes(),
    numberHash: bytes(),
    groundCipher: bytes().notNull(),
    proposedAt: instant().notNull(),
    proposedBy: uuid().notNull(),
    decision: text({ enum: ['limited', 'refused'] }),
    decisionGround: text(),
    decidedAt: instant(),
    decidedBy: uuid(),
    until: instant(),
    endedAt: instant(),
    endedBy: uuid(),
    endGround: text(),
  },
  (table) => [
    index('call_limits_list').on(table.proposedAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('call_limits_in_force')
      .on(table.numberHash, table.until)
      .where(sql`decision = 'limited' and ended_at is null`),
    uniqueIndex('call_limits_one_open').on(table.numberHash).where(sql`decided_at is null`),
    check('call_limits_by_two', sql`decided_by <> proposed_by`),
    check('call_limits_decided', sql`(decision is null) = (decided_at is null)`),
    check('call_limits_until', sql`(decision = 'limited') = (until is not null) or decision is null`),
  ],
)

/** 质检: one call of a sample, looked at by somebody who was not its operator. Five questions, each yes or no; of questions there are figures, of persons none. */
export const callChecks = pgTable(
  'call_checks',
  {
    drawId: uuid().notNull(),
    callId: uuid()
      .notNull()
      .references(() => calls.id),
    by: uuid().notNull(),
    at: instant().notNull(),
    /** In the order of the sheet; 1 yes, 0 no. */
    answers: smallint().array().notNull(),
    noteCipher: bytes(),
  },
  (table) => [primaryKey({ columns: [table.drawId, table.callId] }), index('call_checks_of_call').on(table.callId)],
)
