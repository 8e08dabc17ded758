import type { Db } from '#platform/database.ts'
import { noticeCallbacks } from '../tables.ts'

/** Claims a provider's message id in the transaction of its effect; false when it was taken before. */
export async function takeOnce(
  tx: Db,
  callback: { source: string; messageId: string; outcome: string; matterId?: string | null; at: Temporal.Instant },
): Promise<boolean> {
  const taken = await tx
    .insert(noticeCallbacks)
    .values(callback)
    .onConflictDoNothing()
    .returning({ at: noticeCallbacks.at })
  return taken.length > 0
}
