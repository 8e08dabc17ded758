import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '#platform/columns.ts'

export const gatheringKinds = ['openDay', 'attendance', 'forum'] as const
export type GatheringKind = (typeof gatheringKinds)[number]

/** 活动: something at a place and a time to which citizens are invited. All of it is public. */
export const gatherings = pgTable(
  'gatherings',
  {
    id: uuid().primaryKey(),
    number: text().notNull().unique(),
    kind: text({ enum: gatheringKinds }).notNull(),
    unitId: uuid().notNull(),
    title: text().notNull(),
    about: text().notNull(),
    place: text().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    registerUntil: instant().notNull(),
    seats: integer().notNull(),
    substitutes: integer().notNull(),
    /** Seats are shared out by the county that people live in. */
    byDivision: boolean().notNull(),
    createdAt: instant().notNull(),
    createdBy: uuid().notNull(),
    /** Everybody was invited, because there were seats for all. */
    allInvitedAt: instant(),
    cancelledAt: instant(),
    cancelledGround: text(),
  },
  (table) => [
    index('gatherings_starts').on(table.startsAt, table.id),
    index('gatherings_unit').on(table.unitId, table.startsAt),
    check('gatherings_times', sql`register_until < starts_at and starts_at < ends_at`),
    check('gatherings_seats', sql`seats > 0 and substitutes >= 0`),
    check('gatherings_cancelled', sql`(cancelled_at is null) = (cancelled_ground is null)`),
  ],
)

export const registrationAnswers = ['coming', 'declined'] as const
export type RegistrationAnswer = (typeof registrationAnswers)[number]

/** 报名: who wants to come; name and number lie with the person. */
export const gatheringRegistrations = pgTable(
  'gathering_registrations',
  {
    gatheringId: uuid()
      .notNull()
      .references(() => gatherings.id),
    personId: uuid().notNull(),
    divisionCode: text().notNull(),
    registeredAt: instant().notNull(),
    withdrawnAt: instant(),
    /** Its place among the substitutes, from 0. */
    standby: integer(),
    invitedAt: instant(),
    answer: text({ enum: registrationAnswers }),
    answeredAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.gatheringId, table.personId] }),
    index('gathering_registrations_person').on(table.personId),
    check('gathering_registrations_answer', sql`(answer is null) = (answered_at is null)`),
  ],
)
