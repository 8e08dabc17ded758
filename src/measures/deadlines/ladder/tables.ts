import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, plainDate } from '#platform/columns.ts'

export const triggers = ['yellow', 'share', 'workhoursLeft', 'red', 'workdaysOver', 'replyWorkdaysOver'] as const
export const rungActs = ['remindNow', 'remind', 'urge', 'order', 'listing', 'talk'] as const
export const rungRoles = ['handler', 'head', 'supervisor', 'leader'] as const

/** The ladder as data: when the machine reminds, urges and proposes, and whom it tells. A rung that changes gets a new row, the old one an end. */
export const ladderRungs = pgTable(
  'ladder_rungs',
  {
    id: text().notNull(),
    /** From the bottom up. */
    position: integer().notNull(),
    title: text().notNull(),
    trigger: text({ enum: triggers }).notNull(),
    /** Percent of the time used, working hours left, or working days over; null where the light says it all. */
    amount: integer(),
    act: text({ enum: rungActs }).notNull(),
    /** Who is told; of a proposal, who decides. */
    tells: text({ enum: rungRoles }).array().notNull(),
    source: text().notNull(),
    quote: text().notNull().default(''),
    confidence: text({ enum: ['A', 'B', 'C', 'D'] }).notNull(),
    /** Shown as 本市自定（非法律规定）. */
    isLocal: boolean().notNull(),
    effectiveFrom: plainDate().notNull(),
    effectiveTo: plainDate(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.effectiveFrom] }),
    check('ladder_rungs_amount', sql`(trigger in ('yellow', 'red')) = (amount is null)`),
    check('ladder_rungs_amount_positive', sql`amount > 0`),
    check('ladder_rungs_tells_somebody', sql`cardinality(tells) > 0`),
  ],
)

/**
 * Which rungs a matter has climbed: each once for a run of its clock, so that a job that is cut off and started again does nothing twice. An extension, a
 * second round or a reopening begins a new run.
 */
export const ladderSteps = pgTable(
  'ladder_steps',
  {
    matterId: uuid().notNull(),
    /** Start of the clock and number of its events; of an order's reply clock the order. */
    run: text().notNull(),
    rungId: text().notNull(),
    at: instant().notNull(),
    /** The round of digests that tells of it; null for what was told at once. */
    roundAt: instant(),
    /** False for a rung that was passed over, because a higher one of its kind was reached on the same day. */
    isTaken: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.matterId, table.run, table.rungId] }),
    index('ladder_steps_round').on(table.roundAt).where(sql`is_taken`),
  ],
)
