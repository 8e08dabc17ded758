import { arrayContains, inArray } from 'drizzle-orm'
import type { Transaction } from '#platform/database.ts'
import { calls, callWords } from './tables.ts'

/** When a letter is erased, the call it came from keeps its times and loses number, words and recording. */
export async function forgetCallOf(tx: Transaction, matterId: string): Promise<void> {
  const of = await tx
    .update(calls)
    .set({ numberCipher: null, numberHash: null, recordingId: null, recordingUrlCipher: null })
    .where(arrayContains(calls.matterIds, [matterId]))
    .returning({ id: calls.id })
  if (of.length > 0)
    await tx.delete(callWords).where(
      inArray(
        callWords.callId,
        of.map(({ id }) => id),
      ),
    )
}
