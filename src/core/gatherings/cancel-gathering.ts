import { eq } from 'drizzle-orm'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Organising } from './announce-gathering.ts'
import { tell } from './invite.ts'
import { needOwn, registered } from './read-gatherings.ts'
import { gatherings } from './tables.ts'

/** 取消活动: in public, with its ground; everybody who registered is told. */
export async function cancelGathering(
  house: Organising,
  actor: StaffActor,
  number: string,
  ground: string,
): Promise<void> {
  const { db, clock } = house
  const gathering = await needOwn(db, actor, number, { lock: true })
  const at = clock.now()
  if (gathering.cancelledAt || Temporal.Instant.compare(at, gathering.endsAt) >= 0)
    throw new Refusal('over', '活动已经结束或者取消了。', { status: 409 })
  await db.update(gatherings).set({ cancelledAt: at, cancelledGround: ground }).where(eq(gatherings.id, gathering.id))
  for (const { personId } of await registered(db, gathering.id))
    await tell(house, 'gathering.cancelled', personId, { title: gathering.title })
  await audit(db, { actor, act: 'gathering.cancelled', subjectType: 'gathering', subjectId: gathering.id, at })
  await touch(db, ['gatherings'])
}
