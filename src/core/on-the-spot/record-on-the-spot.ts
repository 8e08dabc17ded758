import { and, desc, eq, gt } from 'drizzle-orm'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { findBusiness } from './businesses.ts'
import { type channels, onTheSpotTaps } from './tables.ts'

export type Channel = (typeof channels)[number]
export type Tap = typeof onTheSpotTaps.$inferSelect

/** Who stands at the counter. */
export const countingRoles = ['clerk', 'handler'] as const

/** 本市自定 */
export const undoWithin: Temporal.DurationLike = { minutes: 1 }

type Moment = { at: Temporal.Instant; today: Temporal.PlainDate }

/** One more was done on the spot; for whoever serves at the unit whose business it is. */
export async function recordOnTheSpot(
  tx: Db,
  actor: StaffActor,
  { at, today }: Moment,
  { businessId, channel }: { businessId: string; channel: Channel },
): Promise<Pick<Tap, 'id' | 'unitId'>> {
  const business = await findBusiness(tx, businessId)
  if (!business || !servesAt(actor, business.unitId)) throw notFound('业务')
  if (business.endedAt) throw new Refusal('business-ended', '这项业务已经停用，请刷新页面后再点。')
  const id = newId()
  const { unitId } = business
  await tx.insert(onTheSpotTaps).values({ id, unitId, businessId, channel, on: today, at, by: actor.personId })
  return { id, unitId }
}

/** Within a minute, one's own. */
export async function undoOnTheSpot(tx: Db, actor: StaffActor, at: Temporal.Instant, tapId: string): Promise<void> {
  const [tap] = await tx
    .select()
    .from(onTheSpotTaps)
    .where(and(eq(onTheSpotTaps.id, tapId), eq(onTheSpotTaps.by, actor.personId)))
    .for('update')
  if (!tap) throw new Refusal('nothing-to-undo', '没有可以撤销的记录，可能已经撤销，或者已经过了当天。')
  if (Temporal.Instant.compare(tap.at.add(undoWithin), at) < 0) {
    throw new Refusal('too-late-to-undo', '已经过了一分钟，不能撤销了。件数只用来看办事快慢，差一件不影响任何人。')
  }
  await tx.delete(onTheSpotTaps).where(eq(onTheSpotTaps.id, tapId))
}

/** The actor's own last one, while it may be undone. */
export async function undoableTap(
  db: Db,
  actor: StaffActor,
  at: Temporal.Instant,
  unitId: string,
): Promise<Tap | undefined> {
  const since = at.subtract(undoWithin)
  const [tap] = await db
    .select()
    .from(onTheSpotTaps)
    .where(and(eq(onTheSpotTaps.by, actor.personId), eq(onTheSpotTaps.unitId, unitId), gt(onTheSpotTaps.at, since)))
    .orderBy(desc(onTheSpotTaps.at), desc(onTheSpotTaps.id))
    .limit(1)
  return tap
}

export const servesAt = (actor: StaffActor, unitId: string): boolean =>
  actor.roles.some(({ role, unitId: at }) => at === unitId && (countingRoles as readonly string[]).includes(role))
