import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '#platform/columns.ts'

/** Where a system of somebody else wants to be told. Belongs to a unit: it hears what is public, and of matters what its unit may see. */
export const webhookEndpoints = pgTable('webhook_endpoints', {
  id: uuid().primaryKey(),
  unitId: uuid().notNull(),
  name: text().notNull(),
  url: text().notNull(),
  secretCipher: bytes().notNull(),
  /** The one before, for a day after a change: the receiver changes over without losing a message. */
  oldSecretCipher: bytes(),
  oldSecretUntil: instant(),
  types: text().array().notNull(),
  createdAt: instant().notNull(),
  createdBy: uuid().notNull(),
  disabledAt: instant(),
  disabledWhy: text({ enum: ['person', 'gone', 'failing'] }),
  /** Of the first failure since the last success. */
  failingSince: instant(),
})

/** What happened, as it is told: ids, codes and public words only. Kept 30 days. */
export const webhookMessages = pgTable(
  'webhook_messages',
  {
    id: uuid().primaryKey(),
    type: text().notNull(),
    at: instant().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index().on(table.at)],
)

export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuid().primaryKey(),
    messageId: uuid()
      .notNull()
      .references(() => webhookMessages.id, { onDelete: 'cascade' }),
    endpointId: uuid()
      .notNull()
      .references(() => webhookEndpoints.id),
    state: text({ enum: ['waiting', 'delivered', 'dead'] }).notNull(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant(),
  },
  (table) => [
    unique('webhook_deliveries_once').on(table.messageId, table.endpointId),
    index('webhook_deliveries_log').on(table.endpointId, table.id.desc().nullsFirst()),
    index('webhook_deliveries_due').on(table.nextAttemptAt).where(sql`state = 'waiting'`),
  ],
)

/** The log: every attempt with what came of it; never the other side's words. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    id: uuid().primaryKey(),
    deliveryId: uuid()
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
    at: instant().notNull(),
    milliseconds: integer().notNull(),
    status: integer(),
    failure: text(),
  },
  (table) => [index().on(table.deliveryId)],
)

export type Endpoint = typeof webhookEndpoints.$inferSelect
export type Delivery = typeof webhookDeliveries.$inferSelect
export type Attempt = typeof webhookAttempts.$inferSelect
