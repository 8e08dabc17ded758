import { boolean, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'
import { persons, users } from '../tables.ts'

/** One authenticator app a person. Kept while it is in use. */
export const totpSecrets = pgTable('totp_secrets', {
  personId: uuid()
    .primaryKey()
    .references(() => persons.id, { onDelete: 'cascade' }),
  secretCipher: bytes().notNull(),
  /** Null until the first right code: until then it opens nothing. */
  confirmedAt: instant(),
  /** The half minute of the last code that was taken: no code at or before it is taken again (RFC 6238 §5.2). */
  lastStep: integer().notNull().default(0),
  createdAt: instant().notNull(),
})

/** Each opens once and is gone; only the keyed hash is known. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    codeHash: bytes().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [index().on(table.personId)],
)

/** Better Auth's passkeys. What their owners call them lies encrypted beside: people name a key after themselves. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: uuid().primaryKey(),
    name: text(),
    labelCipher: bytes(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    publicKey: text().notNull(),
    credentialID: text('credential_id').notNull().unique(),
    /** The authenticator's own count; one that does not grow is a copy and is refused. */
    counter: integer().notNull(),
    deviceType: text().notNull(),
    backedUp: boolean().notNull(),
    transports: text(),
    aaguid: text(),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [index().on(table.userId)],
)
