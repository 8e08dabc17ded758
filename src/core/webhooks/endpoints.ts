import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import {
  type Attempt,
  type Endpoint,
  webhookAttempts,
  webhookDeliveries,
  webhookEndpoints,
  webhookMessages,
} from './tables.ts'

export const allEndpoints = (db: Db): Promise<Endpoint[]> =>
  db.select().from(webhookEndpoints).orderBy(desc(webhookEndpoints.createdAt)).limit(200)

export type LoggedDelivery = {
  id: string
  type: string
  at: Temporal.Instant
  state: 'waiting' | 'delivered' | 'dead'
  nextAttemptAt: Temporal.Instant | null
  attempts: Attempt[]
}

const size = 30

/** The newest deliveries with every attempt, 30 a page. `after`: the id of the last one seen. */
export async function deliveryLog(
  db: Db,
  endpointId: string,
  after?: string,
): Promise<{ deliveries: LoggedDelivery[]; nextKey: string | null }> {
  const rows = await db
    .select({
      id: webhookDeliveries.id,
      state: webhookDeliveries.state,
      nextAttemptAt: webhookDeliveries.nextAttemptAt,
      type: webhookMessages.type,
      at: webhookMessages.at,
    })
    .from(webhookDeliveries)
    .innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
    .where(and(eq(webhookDeliveries.endpointId, endpointId), after ? lt(webhookDeliveries.id, after) : undefined))
    .orderBy(sql`${webhookDeliveries.id} desc`)
    .limit(size + 1)
  const shown = rows.slice(0, size)
  const ids = shown.map(({ id }) => id)
  const attempts =
    ids.length === 0
      ? []
      : await db
          .select()
          .from(webhookAttempts)
          .where(inArray(webhookAttempts.deliveryId, ids))
          .orderBy(webhookAttempts.at)
  return {
    deliveries: shown.map((row) => ({ ...row, attempts: attempts.filter((one) => one.deliveryId === row.id) })),
    nextKey: rows.length > size ? (shown.at(-1)?.id ?? null) : null,
  }
}
