import { and, eq, inArray, isNull } from 'drizzle-orm'
import { commitDraw, type DrawEnded, definePurpose, drawnSubjects, drawsOf, quotasOf } from '#core/draw/index.ts'
import type { Taking } from '#core/facts/index.ts'
import { queueNotice } from '#core/notices/index.ts'
import { allDivisions, audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import { formatDateTimeLong } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Organising } from './announce-gathering.ts'
import { type Gathering, kindWords } from './gathering.ts'
import { needOwn, organisers, registered } from './read-gatherings.ts'
import { gatheringRegistrations, gatherings } from './tables.ts'

export const invitationPurpose = 'invitation'

definePurpose({
  key: invitationPurpose,
  title: '邀请群众代表',
  roles: organisers,
  newHref: urls.deskGatherings(),
  newLabel: '为活动抽取邀请',
})

type Chance = Pick<Parameters<typeof commitDraw>[2], 'drawAt' | 'sources'>

/** 抽取邀请: freezes who has registered, shared out by county where that was announced. Returns the number of the draw. */
export async function drawInvitations(
  house: Organising,
  actor: StaffActor,
  number: string,
  chance: Chance,
): Promise<string> {
  const { db, secrets } = house
  const gathering = await needDecidable(house, actor, number)
  const all = await registered(db, gathering.id)
  if (all.length <= gathering.seats)
    throw new Refusal('seats-for-all', '报名的人没有超过名额，不用抽，全部邀请就可以。', { field: 'chance' })
  const earlier = await drawsOf(db, invitationPurpose, gathering.id)
  if (earlier.some(({ state }) => state !== 'cancelled'))
    throw new Refusal('drawn', '这次活动已经公布过抽取方案，等它抽取，或者先撤销它。', { status: 409 })
  const [cancelled] = earlier
  const nonce = newId()
  const divisions = new Map((await allDivisions(db)).map(({ code, name }) => [code, name]))
  const groups = Map.groupBy(all, ({ divisionCode }) =>
    gathering.byDivision ? (divisions.get(divisionCode) ?? divisionCode) : '全部报名的人',
  )
  const names = [...groups.keys()].sort()
  const sizes = new Map(names.map((name) => [name, groups.get(name)?.length ?? 0]))
  const quotas = quotasOf(sizes, gathering.seats)
  const rest = new Map(names.map((name) => [name, (sizes.get(name) ?? 0) - (quotas.get(name) ?? 0)]))
  const stand = quotasOf(rest, gathering.substitutes)
  return commitDraw(house, actor, {
    purpose: invitationPurpose,
    subjectId: gathering.id,
    title: `${gathering.title}：邀请群众代表`,
    rule: [
      `名单：报名截止时报了名、没有撤回的，共 ${all.length} 人。名单上是加密的标签，本人登录后在活动页面上看得到自己的标签。`,
      `名额：共 ${gathering.seats} 人、候补 ${gathering.substitutes} 人${gathering.byDivision ? '，按县（区）报名人数分名额，零头从大到小给（最大余数法）' : ''}。`,
      `用途：${kindWords[gathering.kind]}。抽中的人不来，名额依次给候补的人。`,
    ].join('\n'),
    strata: names.map((name) => ({
      name,
      quota: quotas.get(name) ?? 0,
      substitutes: stand.get(name) ?? 0,
      candidates: (groups.get(name) ?? []).map(({ personId }) => ({
        member: secrets.lookupHash(`${nonce}/${personId}`, 'draw.label').toString('hex').slice(0, 24),
        subjectId: personId,
      })),
    })),
    ...(cancelled && {
      redrawOf: { id: cancelled.id, number: cancelled.number, reason: `前一次已撤销：${cancelled.ground}` },
    }),
    ...chance,
  })
}

/** 全部邀请: where there are seats for all, nothing is drawn. */
export async function inviteAll(house: Organising, actor: StaffActor, number: string): Promise<void> {
  const { db, clock } = house
  const gathering = await needDecidable(house, actor, number)
  const all = await registered(db, gathering.id)
  if (all.length > gathering.seats) throw new Refusal('too-many', '报名的人超过名额，请抽取，不能挑。', { status: 409 })
  if (all.length === 0) throw new Refusal('nobody', '没有人报名，没有人可以邀请。', { status: 409 })
  const at = clock.now()
  await db.update(gatherings).set({ allInvitedAt: at }).where(eq(gatherings.id, gathering.id))
  await db
    .update(gatheringRegistrations)
    .set({ invitedAt: at })
    .where(and(eq(gatheringRegistrations.gatheringId, gathering.id), isNull(gatheringRegistrations.withdrawnAt)))
  await tellInvited(
    house,
    gathering,
    all.map(({ personId }) => personId),
  )
  await audit(db, { actor, act: 'gathering.allInvited', subjectType: 'gathering', subjectId: gathering.id, at })
  await touch(db, ['gatherings'])
}

async function needDecidable(house: Organising, actor: StaffActor, number: string): Promise<Gathering> {
  const gathering = await needOwn(house.db, actor, number, { lock: true })
  if (gathering.cancelledAt || gathering.allInvitedAt)
    throw new Refusal('decided', '这次活动的名额已经定了，或者活动已经取消。', { status: 409 })
  if (Temporal.Instant.compare(house.clock.now(), gathering.registerUntil) < 0)
    throw new Refusal('registering', '报名还没有截止，截止以后再定名额。', { status: 409 })
  return gathering
}

/** What follows from a draw: who is drawn is invited, who stands by knows the place, the others know too. */
export async function takeDraw(house: Taking, { drawId, subjectId, isDrawn }: DrawEnded): Promise<void> {
  if (!isDrawn || !subjectId) return
  const { db, clock } = house
  const [gathering] = await db.select().from(gatherings).where(eq(gatherings.id, subjectId)).for('update')
  if (!gathering || gathering.cancelledAt) return
  const at = clock.now()
  const chosen = await drawnSubjects(db, drawId)
  const drawn = chosen.flatMap(({ outcome, subjectId: id }) => (outcome === 'drawn' && id ? [id] : []))
  const standby = chosen.flatMap(({ outcome, subjectId: id }) => (outcome === 'substitute' && id ? [id] : []))
  const ofThis = eq(gatheringRegistrations.gatheringId, gathering.id)
  if (drawn.length > 0)
    await db
      .update(gatheringRegistrations)
      .set({ invitedAt: at })
      .where(and(ofThis, inArray(gatheringRegistrations.personId, drawn)))
  for (const [place, personId] of standby.entries())
    await db
      .update(gatheringRegistrations)
      .set({ standby: place })
      .where(and(ofThis, eq(gatheringRegistrations.personId, personId)))
  await tellInvited(house, gathering, drawn)
  const told = new Set([...drawn, ...standby])
  for (const [place, personId] of standby.entries())
    await tell(house, 'gathering.standby', personId, { title: gathering.title, place: String(place + 1) })
  for (const { personId } of await registered(db, gathering.id))
    if (!told.has(personId)) await tell(house, 'gathering.notDrawn', personId, { title: gathering.title })
  await touch(db, ['gatherings'])
}

export async function tellInvited(house: Taking, gathering: Gathering, personIds: readonly string[]): Promise<void> {
  const { title, place, number } = gathering
  const time = formatDateTimeLong(gathering.startsAt, house.config.timeZone)
  for (const personId of personIds) await tell(house, 'gathering.invited', personId, { title, time, place, number })
}

export const tell = (
  house: Taking,
  template: `gathering.${string}`,
  personId: string,
  variables: Record<string, string>,
): Promise<string> => queueNotice(house.db, house, { template, to: { personId }, variables, at: house.clock.now() })
