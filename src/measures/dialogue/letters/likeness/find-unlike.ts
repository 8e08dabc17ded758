import { audit, defineAuditActs } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { letterUnlikes } from './tables.ts'

defineAuditActs({ 'letter.unlike': '看过，不是同一件来信' })

/** 不是同一件：neither letter is shown beside the other any more, to nobody. The caller has found both where the actor may see them. */
export async function findUnlike(
  house: Pick<House, 'clock'> & { db: Db },
  actor: StaffActor,
  matterId: string,
  otherId: string,
): Promise<void> {
  const [oneId, second] = matterId < otherId ? [matterId, otherId] : [otherId, matterId]
  await house.db
    .insert(letterUnlikes)
    .values({ oneId, otherId: second, by: actor.personId, at: house.clock.now() })
    .onConflictDoNothing()
  await audit(house.db, {
    actor,
    act: 'letter.unlike',
    subjectType: 'matter',
    subjectId: matterId,
    at: house.clock.now(),
  })
}
