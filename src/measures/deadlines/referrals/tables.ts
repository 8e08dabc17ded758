import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { matters } from '#core/matters/index.ts'
import { instant, plainDate } from '#platform/columns.ts'

/** What a referral is besides a matter: where it came from. The words of the task lie in `matter_texts`. */
export const referrals = pgTable(
  'referrals',
  {
    matterId: uuid()
      .primaryKey()
      .references(() => matters.id),
    source: text({ enum: ['superior', 'petition', 'feedback', 'leader'] }).notNull(),
    feedbackFrom: text({ enum: ['inspection', 'audit', 'environment', 'congress', 'media', 'appraisal'] }),
    /** 来文字号, where it came on paper. */
    paperNumber: text(),
    /** Of the paper, or of the instruction. */
    instructedOn: plainDate().notNull(),
    /** The leader whose instruction it is, where they have an account. */
    leaderPersonId: uuid(),
    registeredBy: uuid().notNull(),
    /** The rule of the lawful procedure that the work must pass through. */
    lawfulRuleId: text(),
    /** A letter, a petition or a call that is being pursued by it. */
    originMatterId: uuid().references(() => matters.id),
    /** 配合单位, invited by the machine when the lead unit signs. */
    jointUnitIds: uuid().array().notNull(),
  },
  (table) => [index().on(table.originMatterId)],
)

/** 批示原件 is a work secret: only these may open the scan, and each opening is in the audit. */
export const instructionReaders = pgTable(
  'instruction_readers',
  {
    matterId: uuid()
      .notNull()
      .references(() => matters.id),
    personId: uuid().notNull(),
    addedBy: uuid().notNull(),
    addedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.matterId, table.personId] })],
)

/** The scan itself: its file is kept under `id` instead of the matter's, so that no list of the matter's files shows it. */
export const instructionScans = pgTable('instruction_scans', {
  id: uuid().primaryKey(),
  matterId: uuid()
    .notNull()
    .references(() => matters.id),
})
