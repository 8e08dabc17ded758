import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'
import type { Source } from './sources.ts'

export const drawStates = ['waiting', 'drawn', 'cancelled'] as const
export type DrawState = (typeof drawStates)[number]

export type StratumSize = { name: string; size: number; quota: number; substitutes: number }

/** 随机抽取: what is fixed stands in its manifest in the record; here is what pages need, and what is not yet told. */
export const draws = pgTable(
  'draws',
  {
    id: uuid().primaryKey(),
    /** Digits with a check digit; it is part of every label. */
    number: text().notNull().unique(),
    purpose: text().notNull(),
    /** What the room draws for, e.g. an event. */
    subjectId: uuid(),
    unitId: uuid().notNull(),
    title: text().notNull(),
    rule: text().notNull(),
    state: text({ enum: drawStates }).notNull(),
    strata: jsonb().$type<StratumSize[]>().notNull(),
    /** How many people are sent to each, of how many; null where nobody is. */
    sending: jsonb().$type<{ perTask: number; most: number; people: number }>(),
    committedAt: instant().notNull(),
    committedBy: uuid().notNull(),
    /** The moment before which nobody can know the chance. */
    drawAt: instant().notNull(),
    /** Without enough chance by then it is cancelled. */
    endsAt: instant().notNull(),
    /** H(code): told beforehand. */
    head: text().notNull(),
    /** The one-time code, sealed until the result. */
    sealedCode: bytes(),
    /** When a published checkpoint was seen to hold the manifest; the proof as it was then. */
    checkpointedAt: instant(),
    manifestProof: text(),
    randomness: text(),
    code: text(),
    endedAt: instant(),
    /** Why it was cancelled. */
    ground: text(),
    redrawOf: uuid(),
    redrawReason: text(),
  },
  (table) => [
    index('draws_newest').on(table.committedAt, table.id),
    index('draws_waiting').on(table.drawAt).where(sql`state = 'waiting'`),
    index('draws_subject').on(table.purpose, table.subjectId),
    index('draws_redraws').on(table.redrawOf).where(sql`redraw_of is not null`),
    check('draws_drawn_whole', sql`(state = 'drawn') = (code is not null and randomness is not null)`),
    check('draws_cancelled_why', sql`(state = 'cancelled') = (ground is not null)`),
    check('draws_ended', sql`(state = 'waiting') = (ended_at is null)`),
  ],
)

/** The sources in the order of the manifest, and what came from each. */
export const drawSources = pgTable(
  'draw_sources',
  {
    drawId: uuid()
      .notNull()
      .references(() => draws.id),
    seq: smallint().notNull(),
    source: jsonb().$type<Source>().notNull(),
    value: text(),
    /** Where it can be read, or the signature that it follows from. */
    evidence: text(),
    givenAt: instant(),
  },
  (table) => [primaryKey({ columns: [table.drawId, table.seq] })],
)

export const outcomes = ['drawn', 'substitute', 'rest', 'conflict'] as const

/** Candidates: the label that the public sees, and what it stands for, which only the room knows. */
export const drawMembers = pgTable(
  'draw_members',
  {
    drawId: uuid()
      .notNull()
      .references(() => draws.id),
    /** Its place in `draws.strata`. */
    stratum: smallint().notNull(),
    member: text().notNull(),
    subjectId: uuid(),
    /** From 0 in its stratum, once drawn. */
    place: integer(),
    outcome: text({ enum: outcomes }),
    /** Who is sent to it. */
    people: text().array(),
  },
  (table) => [
    primaryKey({ columns: [table.drawId, table.stratum, table.member] }),
    index('draw_members_place').on(table.drawId, table.stratum, table.place),
    index('draw_members_subject').on(table.subjectId),
  ],
)

/** People who may be sent, under the label that the public sees. */
export const drawPeople = pgTable(
  'draw_people',
  {
    drawId: uuid()
      .notNull()
      .references(() => draws.id),
    person: text().notNull(),
    personId: uuid().notNull(),
  },
  (table) => [primaryKey({ columns: [table.drawId, table.person] })],
)
