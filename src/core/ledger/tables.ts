import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'

/** A public act, as it stands in the record: written in the act's own transaction, given its place by the publisher. Only `document` and `salt` ever go. */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: uuid().primaryKey(),
    type: text().notNull(),
    /** What it is about, and which of its versions. */
    subjectType: text().notNull(),
    /** Its own key: an id, a month. */
    subjectId: text().notNull(),
    version: integer().notNull(),
    at: instant().notNull(),
    /** The bytes that are hashed into the tree: RFC 8785 of type, id, at and the two digests; nothing personal. */
    entry: bytes().notNull(),
    /** What was published, byte for byte; gone when it is no longer public. */
    document: bytes(),
    salt: bytes(),
    /** Its place in the tree, from 0. Null until the publisher comes by. */
    leafIndex: bigint({ mode: 'number' }),
  },
  (table) => [
    unique('ledger_entries_version').on(table.subjectType, table.subjectId, table.version),
    unique('ledger_entries_leaf').on(table.leafIndex),
    index('ledger_entries_waiting').on(table.id).where(sql`leaf_index is null`),
  ],
)

/** C2SP tiles, each as far as it is filled; level -1 holds the entries. */
export const ledgerTiles = pgTable(
  'ledger_tiles',
  {
    level: smallint().notNull(),
    index: bigint({ mode: 'number' }).notNull(),
    data: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.index] })],
)

/** 见证：another body that signs what continues from what it saw before. Declared in the settings; here is what it signed last. */
export const ledgerWitnesses = pgTable('ledger_witnesses', {
  name: text().primaryKey(),
  /** The size that it knows, as far as it said. */
  knownSize: bigint({ mode: 'number' }).notNull(),
  /** Of its last signature, with its line. */
  signedSize: bigint({ mode: 'number' }),
  signature: text(),
  signedAt: instant(),
  /** Why it did not sign when it was asked last; null when it did. */
  refusal: text(),
})

/** The one log of this city: the tree as far as its tiles are written, and the checkpoint that was published last. */
export const ledgerLog = pgTable(
  'ledger_log',
  {
    id: smallint().primaryKey(),
    /** Its name in every checkpoint; never changes, whatever address the site has later. */
    origin: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    root: bytes().notNull(),
    publishedSize: bigint({ mode: 'number' }).notNull(),
    /** The signed checkpoint of `publishedSize`; null before the first. */
    note: text(),
    publishedAt: instant(),
    /** When the whole was last compared with what was published, and what was found. */
    checkedAt: instant(),
    faults: text().array(),
  },
  () => [check('ledger_log_is_one', sql`id = 1`)],
)
