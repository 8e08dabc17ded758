import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { matters, visibleTo } from '#core/matters/index.ts'
import type { Actor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { letterPublications, urgentWithdrawals } from '../tables.ts'
import type { UrgentWithdrawal } from './urgent-withdrawal.ts'

/** The last one: what was refused may be taken down again. */
export async function urgentWithdrawalOf(db: Db, matterId: string): Promise<UrgentWithdrawal | null> {
  const [row] = await db
    .select()
    .from(urgentWithdrawals)
    .where(eq(urgentWithdrawals.matterId, matterId))
    .orderBy(desc(urgentWithdrawals.takenDownAt), desc(urgentWithdrawals.id))
    .limit(1)
  return row ?? null
}

export type Unconfirmed = Pick<UrgentWithdrawal, 'id' | 'ground' | 'takenDownAt' | 'takenDownBy' | 'confirmBy'> & {
  number: string
}

/** Nobody has confirmed or refused it yet. */
export const isUndecided = and(isNull(urgentWithdrawals.confirmedAt), isNull(urgentWithdrawals.refusedAt))

/** Taken down and not yet decided, among the letters that this person sees; the most pressing first. */
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
    .where(and(visibleTo(actor), isUndecided))
    .orderBy(asc(urgentWithdrawals.confirmBy))
    .limit(50)
