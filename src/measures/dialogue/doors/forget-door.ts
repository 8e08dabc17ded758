import { eq } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { open311Requests } from '../open311/tables.ts'
import { doorMessages } from './tables.ts'

/** Of an erased letter the place, the links and the source's own number go; that it came, by which door, stays. */
export async function forgetDoor(tx: Db, matterId: string): Promise<void> {
  await tx
    .update(open311Requests)
    .set({ latitude: null, longitude: null, mediaUrl: null })
    .where(eq(open311Requests.matterId, matterId))
  await tx.update(doorMessages).set({ messageId: null, url: null }).where(eq(doorMessages.matterId, matterId))
}
