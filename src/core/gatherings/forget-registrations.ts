import { eq, inArray, lt } from 'drizzle-orm'
import { forgetSubject } from '#core/draw/index.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { gatheringRegistrations, gatherings } from './tables.ts'

/** 本市自定（非法律规定）：a year after an event nobody needs to know who wanted to come. */
const kept = { hours: 24 * 365 }

export async function forgetRegistrations({ db, clock }: House): Promise<void> {
  const over = db
    .select({ id: gatherings.id })
    .from(gatherings)
    .where(lt(gatherings.endsAt, clock.now().subtract(kept)))
  await db.delete(gatheringRegistrations).where(inArray(gatheringRegistrations.gatheringId, over))
}

/** With the account goes what it registered for; its labels in draws stand for nobody any more. */
export async function forgetRegistrationsOf(tx: Transaction, personId: string): Promise<void> {
  await tx.delete(gatheringRegistrations).where(eq(gatheringRegistrations.personId, personId))
  await forgetSubject(tx, personId)
}
