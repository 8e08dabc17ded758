import { and, eq, inArray, isNotNull, lte } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { before, retention } from '#platform/retention.ts'
import { noticeAddresses, noticePreferences, noticeProofs, notices } from './tables.ts'

const forgotten = {
  addressCipher: null,
  addressTailHash: null,
  addressHash: null,
  bodyCipher: null,
  textHash: null,
}

/** Forgets whom the notices of a matter went to and what they said; what stays is that a template went out, and when. */
export async function eraseNotices(tx: Db, matterId: string): Promise<void> {
  await tx.update(notices).set(forgotten).where(eq(notices.matterId, matterId))
}

/** Forgets what this room keeps of a person whose account is deleted: messages, preferences, proved addresses. */
export async function forgetAddressee(tx: Db, personId: string): Promise<void> {
  await tx.update(notices).set(forgotten).where(eq(notices.toPersonId, personId))
  for (const table of [noticePreferences, noticeAddresses, noticeProofs])
    await tx.delete(table).where(eq(table.personId, personId))
}

/** Messages older than the register allows lose their words and addresses, a thousand at a time. @returns how many */
export async function forgetOldNotices({ db, clock, config }: House): Promise<number> {
  const old = db
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        lte(notices.createdAt, before(clock.now(), config.timeZone, retention.notices)),
        isNotNull(notices.bodyCipher),
      ),
    )
    .limit(1000)
  for (let all = 0; ; ) {
    const done = await db.update(notices).set(forgotten).where(inArray(notices.id, old)).returning({ id: notices.id })
    all += done.length
    if (done.length < 1000) return all
  }
}
