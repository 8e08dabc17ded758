import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant, plainDate } from '#platform/columns.ts'
import { basisKinds } from './duty.ts'

/**
 * 职责目录：who answers for what, and by which document. A row is never rewritten: what changes is a new row in the place of the old one, so that it can
 * be seen what held on which day.
 */
export const duties = pgTable(
  'duties',
  {
    id: uuid().primaryKey(),
    /** 夜间施工噪声 */
    subject: text().notNull(),
    /** Other words people use for it, separated by spaces. */
    words: text().notNull(),
    /** 环境保护 */
    category: text().notNull(),
    /** Only there; null for the whole city. */
    divisionCode: text(),
    /** 主办 */
    unitId: uuid().notNull(),
    /** 配合 */
    jointUnitIds: uuid().array().notNull(),
    basisKind: text({ enum: basisKinds }).notNull(),
    /** The document and its place. */
    basis: text().notNull(),
    /** Who decided it, where two units disagreed; the matter it was decided on. */
    decidedByUnitId: uuid(),
    decidedMatterId: uuid(),
    since: plainDate().notNull(),
    /** The row it took the place of. */
    replacesId: uuid(),
    enteredBy: uuid().notNull(),
    enteredAt: instant().notNull(),
    endedAt: instant(),
    /** Why it no longer holds. */
    endedFor: text(),
  },
  (table) => [
    index('duties_in_force').on(table.unitId, table.since, table.id).where(sql`ended_at is null`),
    index('duties_newest').on(table.since, table.id),
    uniqueIndex('duties_subject').on(table.subject, sql`coalesce(division_code, '')`).where(sql`ended_at is null`),
    check('duties_ended_whole', sql`(ended_at is null) = (ended_for is null)`),
  ],
)

/** Decisions on who handles a matter (裁定、会商) that wait to become a row of the catalogue, so that it is decided once. */
export const rulings = pgTable(
  'rulings',
  {
    id: uuid().primaryKey(),
    matterId: uuid().notNull(),
    /** What the decider wrote; goes with the matter's words. */
    textId: uuid(),
    unitId: uuid().notNull(),
    deciderUnitId: uuid(),
    decidedAt: instant().notNull(),
    /** The row it became. */
    dutyId: uuid().references(() => duties.id),
    /** Looked at and left: it holds for this one case only. */
    leftAt: instant(),
    leftBy: uuid(),
  },
  (table) => [
    index('rulings_waiting').on(table.decidedAt, table.id).where(sql`duty_id is null and left_at is null`),
    index().on(table.matterId),
  ],
)

export type DutyRow = typeof duties.$inferSelect
