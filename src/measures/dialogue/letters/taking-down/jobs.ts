import { and, asc, eq, isNull, lte, or } from 'drizzle-orm'
import { eventsOf, replay } from '#core/matters/index.ts'
import { audit } from '#core/people/index.ts'
import { systemActor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import type { Jobs } from '#platform/jobs.ts'
import { urgentWithdrawals } from '../tables.ts'
import { tellEditors } from './tell-editors.ts'
import { confirmWithin, remindAfter } from './urgent-withdrawal.ts'
import { isUndecided } from './urgent-withdrawals.ts'

/** Four hours are looked at every minute: late by a minute at most, and nothing waits in the queue until then. */
export const takingDownJobs: Jobs = {
  tasks: { 'letters:urge-confirmations': urgeConfirmations },
  cron: ['* * * * * letters:urge-confirmations'],
}

/** Tells the editors again an hour before the end, and the heads when it is past. Each once: the mark is written with the notice. */
export async function urgeConfirmations(house: House): Promise<void> {
  while (await urgeNext(house));
}

function urgeNext(house: House): Promise<boolean> {
  const now = house.clock.now()
  return house.db.transaction(async (tx) => {
    const working = { ...house, db: tx }
    const [row] = await tx
      .select()
      .from(urgentWithdrawals)
      .where(
        and(
          isUndecided,
          or(
            and(isNull(urgentWithdrawals.escalatedAt), lte(urgentWithdrawals.confirmBy, now)),
            and(
              isNull(urgentWithdrawals.remindedAt),
              lte(urgentWithdrawals.confirmBy, now.add(confirmWithin).subtract(remindAfter)),
            ),
          ),
        ),
      )
      .orderBy(asc(urgentWithdrawals.confirmBy))
      .limit(1)
      .for('update', { skipLocked: true })
    if (!row) return false
    const letter = replay(row.matterId, await eventsOf(tx, row.matterId))
    const isLate = Temporal.Instant.compare(row.confirmBy, now) <= 0
    const about = { except: row.takenDownBy, confirmBy: row.confirmBy, at: now }
    // Where the job stood still for hours the reminder is past its use: the heads are told and it is not sent.
    await tellEditors(working, letter, isLate ? 'letter.takenDownLate' : 'letter.takenDown', about)
    await tx
      .update(urgentWithdrawals)
      .set({ remindedAt: row.remindedAt ?? now, ...(isLate && { escalatedAt: now }) })
      .where(eq(urgentWithdrawals.id, row.id))
    if (isLate) {
      const actor = systemActor('clock')
      await audit(tx, { actor, act: 'escalateTakeDown', subjectType: 'letter', subjectId: letter.id, at: now })
    }
    return true
  })
}
