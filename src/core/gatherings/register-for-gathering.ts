import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { allDivisions } from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { touch } from '#platform/page-cache/index.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import type { Organising } from './announce-gathering.ts'
import type { Gathering } from './gathering.ts'
import { tellInvited } from './invite.ts'
import { gatheringRegistrations, gatherings, type RegistrationAnswer } from './tables.ts'

function needCitizen(actor: Actor): string {
  if (actor.kind !== 'citizen') throw forbidden('报名由群众本人用手机号登录后办理；不会上网的，可拨 12345。')
  return actor.personId
}

/** 报名: once each, until the moment; who has withdrawn may register again. */
export async function registerFor(
  house: Organising,
  actor: Actor,
  gathering: Gathering,
  divisionCode: string,
): Promise<void> {
  const personId = needCitizen(actor)
  const { db, clock } = house
  const at = clock.now()
  await lockOpen(house, gathering)
  if (!(await allDivisions(db)).some(({ code, level }) => code === divisionCode && level === 'county'))
    throw new Refusal('division', '请选择您住在哪个县（区）。', { field: 'division' })
  await db
    .insert(gatheringRegistrations)
    .values({ gatheringId: gathering.id, personId, divisionCode, registeredAt: at })
    .onConflictDoUpdate({
      target: [gatheringRegistrations.gatheringId, gatheringRegistrations.personId],
      set: { divisionCode, withdrawnAt: null },
    })
  await touch(db, ['gatherings'])
}

export async function withdrawFrom(house: Organising, actor: Actor, gathering: Gathering): Promise<void> {
  const personId = needCitizen(actor)
  await lockOpen(house, gathering)
  await house.db.update(gatheringRegistrations).set({ withdrawnAt: house.clock.now() }).where(mine(gathering, personId))
  await touch(house.db, ['gatherings'])
}

/** 来不来: once. A seat that is given back goes to the next substitute, who is told. */
export async function answerInvitation(
  house: Organising,
  actor: Actor,
  gathering: Gathering,
  answer: RegistrationAnswer,
): Promise<void> {
  const personId = needCitizen(actor)
  const { db, clock } = house
  const at = clock.now()
  // Two seats given back at once go to two substitutes.
  await db.select({ id: gatherings.id }).from(gatherings).where(eq(gatherings.id, gathering.id)).for('update')
  if (gathering.cancelledAt || Temporal.Instant.compare(at, gathering.startsAt) >= 0)
    throw new Refusal('over', '活动已经开始或者取消，不用再答复了。', { status: 409 })
  const changed = await db
    .update(gatheringRegistrations)
    .set({ answer, answeredAt: at })
    .where(
      and(
        mine(gathering, personId),
        isNotNull(gatheringRegistrations.invitedAt),
        isNull(gatheringRegistrations.answer),
      ),
    )
    .returning({ personId: gatheringRegistrations.personId })
  if (changed.length === 0)
    throw new Refusal('no-invitation', '没有等您答复的邀请：没有抽中，或者已经答复过了。', { status: 409 })
  if (answer === 'declined') await inviteNext(house, gathering, at)
  await touch(db, ['gatherings'])
}

async function inviteNext(house: Organising, gathering: Gathering, at: Temporal.Instant): Promise<void> {
  const [next] = await house.db
    .select()
    .from(gatheringRegistrations)
    .where(
      and(
        eq(gatheringRegistrations.gatheringId, gathering.id),
        isNotNull(gatheringRegistrations.standby),
        isNull(gatheringRegistrations.invitedAt),
        isNull(gatheringRegistrations.withdrawnAt),
      ),
    )
    .orderBy(asc(gatheringRegistrations.standby))
    .limit(1)
  if (!next) return
  await house.db.update(gatheringRegistrations).set({ invitedAt: at }).where(mine(gathering, next.personId))
  await tellInvited(house, gathering, [next.personId])
}

const mine = (gathering: Gathering, personId: string) =>
  and(eq(gatheringRegistrations.gatheringId, gathering.id), eq(gatheringRegistrations.personId, personId))

/** The list is frozen under the same lock: nobody slips in behind it. */
async function lockOpen({ db, clock }: Organising, { id }: Gathering): Promise<void> {
  const [gathering] = await db.select().from(gatherings).where(eq(gatherings.id, id)).for('update')
  if (!gathering || gathering.cancelledAt) throw new Refusal('cancelled', '活动已经取消了。', { status: 409 })
  if (Temporal.Instant.compare(clock.now(), gathering.registerUntil) >= 0)
    throw new Refusal('closed', '报名已经截止，名单不能再变。', { status: 409 })
}
