import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { matters } from '#core/matters/index.ts'
import { bytes, instant, plainDate } from '#platform/columns.ts'

/** What an application is besides a matter (政府信息公开条例 第29条). What is wanted lies in `matter_texts`, name and phone in `contacts`. */
export const disclosures = pgTable(
  'disclosures',
  {
    matterId: uuid()
      .primaryKey()
      .references(() => matters.id),
    applicant: text({ enum: ['citizen', 'organisation'] }).notNull(),
    organisationCipher: bytes(),
    documentKind: text({ enum: ['id', 'passport', 'licence'] }).notNull(),
    documentCipher: bytes(),
    /** Keyed: how often the same applicant asked in a month (国办函〔2020〕109号). */
    documentHash: bytes(),
    formWanted: text({ enum: ['electronic', 'paper', 'reading'] }).notNull(),
    way: text({ enum: ['web', 'post', 'pickup', 'onSite'] }).notNull(),
    /** The member of staff who filled it in. */
    registeredBy: uuid(),
    /** Of the answer as drafted last: what its sort demands besides the reasons. */
    decisionGround: text(),
    decisionPlace: text(),
    decisionAgency: text(),
    decisionLaw: text(),
  },
  (table) => [index().on(table.documentHash)],
)

/** Who was asked for an opinion; the steps know them by their serial, who they are is deletable. */
export const disclosureParties = pgTable(
  'disclosure_parties',
  {
    matterId: uuid()
      .notNull()
      .references(() => matters.id),
    serial: smallint().notNull(),
    kind: text({ enum: ['person', 'enterprise', 'agency'] }).notNull(),
    /** An agency that is a unit of this city: its staff find the letter at their desk. */
    unitId: uuid(),
    /** Of the letter; with its code it opens the page on which they answer. */
    number: text().notNull().unique(),
    nameCipher: bytes(),
    addressCipher: bytes(),
    sentAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.matterId, table.serial] }),
    index('disclosure_parties_unit').on(table.unitId).where(sql`unit_id is not null`),
  ],
)

/** 收费通知: one a request, by one method. */
export const disclosureFees = pgTable(
  'disclosure_fees',
  {
    matterId: uuid()
      .primaryKey()
      .references(() => matters.id),
    method: text({ enum: ['cases', 'pages'] }).notNull(),
    quantity: integer().notNull(),
    yuan: integer().notNull(),
    noticedAt: instant().notNull(),
    /** 减免：what was taken off; null where nothing was. */
    waivedYuan: integer(),
    waivedAt: instant(),
  },
  () => [
    check('disclosure_fees_positive', sql`quantity > 0 and yuan > 0`),
    check(
      'disclosure_fees_waived',
      sql`waived_yuan between 1 and yuan and (waived_yuan is null) = (waived_at is null)`,
    ),
  ],
)

/** 行政复议、行政诉讼 about an answer, for the yearly report (第50条). */
export const disclosureReviews = pgTable(
  'disclosure_reviews',
  {
    id: uuid().primaryKey(),
    matterId: uuid()
      .notNull()
      .references(() => matters.id),
    kind: text({ enum: ['review', 'suit', 'suitAfterReview'] }).notNull(),
    filedOn: plainDate().notNull(),
    result: text({ enum: ['upheld', 'corrected', 'other', 'pending'] }).notNull(),
    recordedBy: uuid().notNull(),
    recordedAt: instant().notNull(),
  },
  (table) => [index().on(table.matterId), index().on(table.filedOn)],
)
