import { and, asc, eq, isNull } from 'drizzle-orm'
import { matters, visibleTo } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { letterPublications, urgentWithdrawals } from '../tables.ts'
import type { UrgentWithdrawal } from './urgent-withdrawal.ts'

export async function urgentWithdrawalOf(db: Db, matterId: string): Promise<UrgentWithdrawal | null> {
  const [row] = await db.select().from(urgentWithdrawals).where(eq(urgentWithdrawals.matterId, matterId))
  return row ?? null
}

export type Unconfirmed = Pick<UrgentWithdrawal, 'id' | 'ground' | 'takenDownAt' | 'takenDownBy' | 'confirmBy'> & {
  number: string
}

/** Taken down and not yet confirmed, among the letters that this person sees; the most pressing first. */
export const unconfirmed = (db: Db, actor: Actor): Promise<Unconfirmed[]> =>
  db
    .select({
      id: urgentWithdrawals.id,
      ground: urgentWithdrawals.ground,
      takenDownAt: urgentWithdrawals.takenDownAt,
      takenDownBy: urgentWithdrawals.takenDownBy,
      confirmBy: urgentWithdrawals.confirmBy,
      number: letterPublications.number,
    })
    .from(urgentWithdrawals)
    .innerJoin(letterPublications, eq(letterPublications.id, urgentWithdrawals.publicationId))
    .innerJoin(matters, eq(matters.id, urgentWithdrawals.matterId))
    .where(and(visibleTo(actor), isNull(urgentWithdrawals.confirmedAt)))
    .orderBy(asc(urgentWithdrawals.confirmBy))
    .limit(50)
