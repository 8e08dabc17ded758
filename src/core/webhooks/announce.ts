import { isNull } from 'drizzle-orm'
import { type Db, homeOf } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { enqueue } from '#platform/jobs.ts'
import { keptFor } from '#platform/kept.ts'
import { isPublicType } from './message-types.ts'
import { webhookDeliveries, webhookEndpoints, webhookMessages } from './tables.ts'

/** Read at every act, changed a few times a year: an endpoint hears what happens from three seconds after it was entered. */
const listening = keptFor(3, (db) =>
  db
    .select({ id: webhookEndpoints.id, unitId: webhookEndpoints.unitId, types: webhookEndpoints.types })
    .from(webhookEndpoints)
    .where(isNull(webhookEndpoints.disabledAt)),
)

export const forgetEndpoints = (db: Db): void => listening.forget(db)

export type Announcement = {
  type: string
  at: Temporal.Instant
  /** Ids, codes and public words; never what is private of a person. */
  data: Record<string, unknown>
  /** Of what is not public: the row's audience; only endpoints of a unit named in it hear of it. */
  audience?: readonly string[]
}

/**
 * Tells the systems that asked for it, in the transaction of the act: the message goes out exactly when the act is committed. Costs no statement
 * while nobody listens.
 */
export async function announce(tx: Db, { type, at, data, audience }: Announcement): Promise<void> {
  const told = (await listening(homeOf(tx))).filter(
    (endpoint) =>
      endpoint.types.includes(type) && (isPublicType(type) || (audience ?? []).includes(`unit:${endpoint.unitId}`)),
  )
  if (told.length === 0) return
  const messageId = newId()
  await tx.insert(webhookMessages).values({ id: messageId, type, at, data })
  await deliverTo(
    tx,
    messageId,
    told.map(({ id }) => id),
    at,
  )
}

/** A message to these endpoints, each with its own delivery and job. */
export async function deliverTo(tx: Db, messageId: string, endpointIds: string[], at: Temporal.Instant): Promise<void> {
  const rows = endpointIds.map((endpointId) => ({
    id: newId(),
    messageId,
    endpointId,
    state: 'waiting' as const,
    nextAttemptAt: at,
  }))
  await tx.insert(webhookDeliveries).values(rows)
  for (const { id } of rows) await enqueue(tx, 'webhooks:deliver', { id }, { key: `webhook:${id}` })
}
