import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, plainDate } from '#platform/columns.ts'

export const stages = ['order', 'listing', 'talk'] as const

/** What speaks for it, computed when it was proposed: dates, counts and codes. */
export type ProposalFacts = {
  dueOn: string | null
  workdaysOver: number
  urges: number
  returns: number
  extended: boolean
  /** Of a listing or a talk: the order that nobody answered. */
  orderNumber: string | null
  replyDueOn: string | null
}

/** 督办单、挂牌督办、约谈：proposed by the clock, decided by a person. */
export const supervisionProposals = pgTable(
  'supervision_proposals',
  {
    id: uuid().primaryKey(),
    matterId: uuid().notNull(),
    stage: text({ enum: stages }).notNull(),
    rungId: text().notNull(),
    /** The order whose reply is late. */
    orderId: uuid(),
    /** Who decides: the supervisors or the leaders, here or above. */
    role: text({ enum: ['supervisor', 'leader'] }).notNull(),
    holderUnitId: uuid().notNull(),
    facts: jsonb().$type<ProposalFacts>().notNull(),
    proposedAt: instant().notNull(),
    decidedAt: instant(),
    decidedBy: uuid(),
    /** `moot`: the matter was answered or ended before anybody decided. */
    decision: text({ enum: ['issued', 'declined', 'moot'] }),
    /** Why it was declined; a deletable row of `matter_texts`. */
    reasonTextId: uuid(),
  },
  (table) => [
    uniqueIndex('supervision_proposals_open').on(table.matterId, table.stage).where(sql`decided_at is null`),
    index('supervision_proposals_waiting').on(table.proposedAt, table.id).where(sql`decided_at is null`),
    index('supervision_proposals_newest').on(table.proposedAt, table.id),
    check('supervision_proposals_decided_whole', sql`(decided_at is null) = (decision is null)`),
    check('supervision_proposals_decided_by', sql`decided_by is not null or decision is null or decision = 'moot'`),
    check('supervision_proposals_reason', sql`decision is distinct from 'declined' or reason_text_id is not null`),
  ],
)

/** Every 督办单, by whichever page it was issued: written with its event. `repliedAt` is set while a reply waits to be judged. */
export const supervisionOrders = pgTable(
  'supervision_orders',
  {
    id: uuid().primaryKey(),
    matterId: uuid().notNull(),
    /** Of the event. */
    seq: integer().notNull(),
    stage: text({ enum: ['order', 'listing'] }).notNull(),
    /** 攀府督〔2026〕12号 */
    number: text().notNull(),
    /** Who has to reply: the unit that held the matter. */
    unitId: uuid().notNull(),
    byUnitId: uuid().notNull(),
    issuedBy: uuid(),
    issuedAt: instant().notNull(),
    demandTextId: uuid().notNull(),
    replyDueOn: plainDate().notNull(),
    repliedAt: instant(),
    closedAt: instant(),
    /** `raised`: nobody replied, and a listing took its place. */
    outcome: text({ enum: ['accepted', 'raised'] }),
  },
  (table) => [
    unique('supervision_orders_event').on(table.matterId, table.seq),
    index('supervision_orders_newest').on(table.issuedAt, table.id),
    index('supervision_orders_number').on(table.number),
    index('supervision_orders_waiting').on(table.replyDueOn).where(sql`closed_at is null`),
    check('supervision_orders_closed_whole', sql`(closed_at is null) = (outcome is null)`),
  ],
)

/** What the unit reports, each time; judged by whoever issued the order. */
export const supervisionReplies = pgTable(
  'supervision_replies',
  {
    id: uuid().primaryKey(),
    orderId: uuid()
      .notNull()
      .references(() => supervisionOrders.id),
    textId: uuid().notNull(),
    fileIds: uuid().array().notNull(),
    repliedBy: uuid().notNull(),
    repliedAt: instant().notNull(),
    isInTime: boolean().notNull(),
    judgedAt: instant(),
    judgedBy: uuid(),
    isAccepted: boolean(),
    /** Why it was given back. */
    judgementTextId: uuid(),
  },
  (table) => [
    index('supervision_replies_order').on(table.orderId, table.repliedAt),
    check('supervision_replies_judged_whole', sql`(judged_at is null) = (is_accepted is null)`),
  ],
)

/** 约谈记录: who, when, what was agreed. Names are encrypted and leave the house by no list, export or figure. */
export const supervisionTalks = pgTable(
  'supervision_talks',
  {
    id: uuid().primaryKey(),
    matterId: uuid().notNull(),
    proposalId: uuid()
      .notNull()
      .unique()
      .references(() => supervisionProposals.id),
    unitId: uuid().notNull(),
    byUnitId: uuid().notNull(),
    heldOn: plainDate().notNull(),
    attendedCipher: bytes().notNull(),
    agreementTextId: uuid().notNull(),
    followUpOn: plainDate().notNull(),
    recordedBy: uuid().notNull(),
    recordedAt: instant().notNull(),
  },
  (table) => [
    index('supervision_talks_matter').on(table.matterId),
    index('supervision_talks_newest').on(table.recordedAt),
  ],
)
