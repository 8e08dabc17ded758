import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, plainDate } from '#platform/columns.ts'
import { persons } from '../tables.ts'

/** An enterprise that somebody acts for. Its name and code are public in the register of enterprises; who represents it is kept while the row is. */
export const enterprises = pgTable(
  'enterprises',
  {
    id: uuid().primaryKey(),
    /** Unified social credit code, GB 32100, with a right check digit. */
    uscc: text().notNull(),
    name: text().notNull(),
    /** 法定代表人: gives the mandates. */
    representativeId: uuid()
      .notNull()
      .references(() => persons.id),
    askedAt: instant().notNull(),
    /** A clerk has seen licence and identity card at the counter; nothing is valid before. */
    confirmedAt: instant(),
    confirmedBy: uuid().references(() => persons.id),
    refusedAt: instant(),
  },
  (table) => [
    uniqueIndex('enterprises_confirmed').on(table.uscc).where(sql`confirmed_at is not null`),
    index().on(table.representativeId),
    check('enterprises_decided_once', sql`confirmed_at is null or refused_at is null`),
  ],
)

export const mandateKinds = ['enterprise', 'family'] as const

/**
 * Somebody may act for an enterprise or for a member of their family, from `from` to `until`, both included. It holds once both sides
 * agreed (`acceptedAt`) and until somebody ended it. Kept for three years after its end*, as proof of who acted for whom.
 */
export const mandates = pgTable(
  'mandates',
  {
    id: uuid().primaryKey(),
    kind: text({ enum: mandateKinds }).notNull(),
    enterpriseId: uuid().references(() => enterprises.id),
    /** Who gives it: the legal representative, or the member of the family. Unknown until a person asked by phone has agreed. */
    principalId: uuid().references(() => persons.id),
    /** Who acts. Unknown until whoever has that phone has accepted. */
    agentId: uuid().references(() => persons.id),
    /** The other side's phone until they agreed, for the form that asks them. */
    phoneCipher: bytes(),
    phoneHash: bytes(),
    relation: text({ enum: ['spouse', 'child', 'parent', 'grandparent', 'other'] }),
    from: plainDate().notNull(),
    until: plainDate().notNull(),
    askedAt: instant().notNull(),
    acceptedAt: instant(),
    endedAt: instant(),
    endedBy: uuid(),
    /** Keyed hash of the code that the principal was sent, its end, and how often it was tried. */
    codeHash: bytes(),
    codeEndsAt: instant(),
    codeTries: integer().notNull().default(0),
  },
  (table) => [
    index().on(table.agentId),
    index().on(table.principalId),
    index().on(table.phoneHash),
    check('mandates_for_somebody', sql`(kind = 'enterprise') = (enterprise_id is not null)`),
    check('mandates_in_order', sql`until >= "from"`),
    check('mandates_two_sides', sql`accepted_at is null or (agent_id is not null and principal_id is not null)`),
  ],
)
