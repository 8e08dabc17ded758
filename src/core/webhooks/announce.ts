import { isNull } from 'drizzle-orm'
import { type Db, homeOf } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { keptFor } from '#platform/kept.ts'
import { Rows, writeRows } from '#platform/rows.ts'
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
  /** Of what is not public: who may see it; only endpoints of a unit named in `audience` and not in `barred` hear of it. */
  audience?: readonly string[]
  barred?: readonly string[]
}

/** Which endpoints hear of it: whoever asked for this type, and of what is not public only the units that may see it. */
async function toldOf(db: Db, { type, audience = [], barred = [] }: Announcement): Promise<{ id: string }[]> {
  return (await listening(homeOf(db))).filter(({ types, unitId }) => {
    const token = `unit:${unitId}`
    return types.includes(type) && (isPublicType(type) || (audience.includes(token) && !barred.includes(token)))
  })
}

/**
 * Tells the systems that asked for it, in the transaction of the act: the message goes out exactly when the act is committed. Costs no statement
 * while nobody listens.
 */
export async function announce(tx: Db, announcement: Announcement): Promise<void> {
  const rows = new Rows()
  await draftAnnouncement(rows, tx, announcement)
  if (rows.inserts.size > 0) await writeRows(tx, rows)
}

/** The same among the rows of an act that are written together. `db` is only read. */
export async function draftAnnouncement(rows: Rows, db: Db, announcement: Announcement): Promise<void> {
  const told = await toldOf(db, announcement)
  if (told.length === 0) return
  const { type, at, data } = announcement
  const endpointIds = told.map(({ id }) => id)
  draftMessage(rows, { type, at, data, endpointIds })
}

/** A message to these endpoints, each with its own delivery and job. */
export function draftMessage(
  rows: Rows,
  { endpointIds, ...message }: Pick<Announcement, 'type' | 'at' | 'data'> & { endpointIds: readonly string[] },
): void {
  const messageId = newId()
  rows.insert(webhookMessages, { id: messageId, ...message })
  for (const endpointId of endpointIds) {
    const id = newId()
    rows.insert(webhookDeliveries, { id, messageId, endpointId, state: 'waiting', nextAttemptAt: message.at })
    rows.enqueue('webhooks:deliver', { id }, { key: `webhook:${id}` })
  }
}
