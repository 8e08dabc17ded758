import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'

/**
 * The outbox. A row is written in the transaction of the act it tells of. Whom it goes to and what it says lie in the two cipher
 * columns, which `eraseNotices` empties with the keyed hashes; the rest is ids, codes and instants and stays as proof of delivery.
 */
export const notices = pgTable(
  'notices',
  {
    id: uuid().primaryKey(),
    template: text().notNull(),
    templateVersion: integer().notNull(),
    /** The medium it goes by; chosen anew at each claim while it belongs to a person. */
    channel: text().notNull(),
    toPersonId: uuid(),
    toContactId: uuid(),
    addressCipher: bytes(),
    /** Keyed hash of the last four digits: the demonstration outbox filters by it. */
    addressTailHash: bytes(),
    /** Keyed hash of the whole number: a reply by SMS finds the notice it answers. Emptied by erasure. */
    addressHash: bytes(),
    bodyCipher: bytes(),
    /** Keyed hash of the words without spaces: whoever has the message can ask whether it is ours. Emptied by erasure. */
    textHash: bytes(),
    matterId: uuid(),
    state: text({ enum: ['queued', 'sending', 'sent', 'failed', 'dead', 'suppressed'] }).notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant(),
    createdAt: instant().notNull(),
    /** Set just before the words leave the house by a channel that cannot be asked afterwards. */
    handOverAt: instant(),
    sentAt: instant(),
    providerId: text(),
    /** Why the last attempt failed: a code of ours or the provider's, never its text. */
    failure: text(),
    /** Media that refused it for good; the next one of the person's is taken. */
    refusedBy: text().array(),
    /** What the provider said later about the last stretch. */
    receipt: text({ enum: ['delivered', 'undelivered'] }),
    receiptCode: text(),
    receiptAt: instant(),
    /** When its person opened it in the inbox. */
    readAt: instant(),
    /** When somebody looked at a dead letter and left it so. */
    settledAt: instant(),
  },
  (table) => [
    index().on(table.matterId),
    index('notices_newest').on(table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('notices_unsent').on(table.nextAttemptAt).where(sql`state in ('queued', 'sending', 'failed')`),
    index('notices_inbox').on(table.toPersonId, table.createdAt, table.id).where(sql`to_person_id is not null`),
    index('notices_number').on(table.addressHash, table.createdAt).where(sql`address_hash is not null`),
    index('notices_words').on(table.textHash).where(sql`text_hash is not null`),
    index('notices_provider').on(table.providerId).where(sql`provider_id is not null`),
    index('notices_dead').on(table.id).where(sql`state = 'dead' and settled_at is null`),
  ],
)

export type NoticeRow = typeof notices.$inferSelect

/** By which media a person wants to be told, and when not. Purpose: delivery; kept as long as the account. */
export const noticePreferences = pgTable('notice_preferences', {
  personId: uuid().primaryKey(),
  channels: text().array().notNull(),
  quiet: boolean().notNull(),
  updatedAt: instant().notNull(),
})

/** Addresses that a person has proved besides the phone. Purpose: delivery; deleted when unbound, and with the account. */
export const noticeAddresses = pgTable(
  'notice_addresses',
  {
    personId: uuid().notNull(),
    medium: text({ enum: ['email', 'wechat', 'push'] }).notNull(),
    addressCipher: bytes().notNull(),
    addressHash: bytes().notNull(),
    confirmedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.medium] }),
    // Whoever shows their WeChat binds one account: a second binding moves it.
    uniqueIndex('notice_addresses_wechat').on(table.addressHash).where(sql`medium = 'wechat'`),
  ],
)

/** Codes under way by which an address is proved; they live ten minutes. */
export const noticeProofs = pgTable(
  'notice_proofs',
  {
    personId: uuid().notNull(),
    medium: text({ enum: ['email', 'wechat'] }).notNull(),
    addressCipher: bytes(),
    codeHash: bytes().notNull(),
    expiresAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.medium] }), index().on(table.codeHash)],
)

/** Numbers that answered TD: nothing but what the law demands goes there. Keyed hash only; kept until taken back. */
export const noticeStops = pgTable('notice_stops', { addressHash: bytes().primaryKey(), at: instant().notNull() })

/** Callbacks of providers that were taken: each message id once. Ids and codes only; kept 30 days. */
export const noticeCallbacks = pgTable(
  'notice_callbacks',
  {
    source: text().notNull(),
    messageId: text().notNull(),
    outcome: text().notNull(),
    matterId: uuid(),
    at: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.messageId] }), index().on(table.at)],
)

/** The access token of a provider's interface, shared by all processes: a second one would end the first. */
export const noticeTokens = pgTable('notice_tokens', {
  account: text().primaryKey(),
  tokenCipher: bytes().notNull(),
  expiresAt: instant().notNull(),
})
