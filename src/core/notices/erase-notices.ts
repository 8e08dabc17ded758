import { eq } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { notices } from './tables.ts'

/** Forgets whom the notices of a matter went to and what they said; what stays is that a template went out, and when. */
export async function eraseNotices(tx: Db, matterId: string): Promise<void> {
  await tx
    .update(notices)
    .set({ addressCipher: null, addressTailHash: null, bodyCipher: null })
    .where(eq(notices.matterId, matterId))
}
