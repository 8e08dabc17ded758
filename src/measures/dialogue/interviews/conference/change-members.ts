import { and, eq, isNull } from 'drizzle-orm'
import { allUnits, audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Holding } from '../interview.ts'
import { membersNow, needConvenor } from './conference.ts'
import { conferenceMembers } from './tables.ts'

/** 增加成员单位. The first one entered is the convenor: the unit of whoever enters it. */
export async function addMember({ db, clock, config }: Holding, actor: StaffActor, unitId: string): Promise<void> {
  await needConvenor(db, actor)
  const unit = (await allUnits(db)).find((one) => one.id === unitId && one.active)
  if (!unit) throw new Refusal('unit', '请选择一个单位。', { field: 'unit' })
  const members = await membersNow(db)
  if (members.some((member) => member.unitId === unitId))
    throw new Refusal('member', `${unit.shortName}已经是成员单位。`, { field: 'unit' })
  const at = clock.now()
  const since = dateIn(config.timeZone, at)
  const own = actor.roles.find(({ role }) => role === 'editor')?.unitId
  if (members.length === 0 && own && own !== unitId)
    await db
      .insert(conferenceMembers)
      .values({ id: newId(), unitId: own, isConvenor: true, since, enteredBy: actor.personId })
  const isConvenor = members.length === 0 && own === unitId
  await db.insert(conferenceMembers).values({ id: newId(), unitId, isConvenor, since, enteredBy: actor.personId })
  await audit(db, { actor, act: 'conference.memberAdded', subjectType: 'unit', subjectId: unitId, at })
  await touch(db, ['interview-plan'])
}

/** A unit that leaves stays in the list of those who were. The convenor does not leave: somebody has to call the meetings. */
export async function endMember({ db, clock, config }: Holding, actor: StaffActor, unitId: string): Promise<void> {
  await needConvenor(db, actor)
  const at = clock.now()
  const ended = await db
    .update(conferenceMembers)
    .set({ until: dateIn(config.timeZone, at) })
    .where(
      and(
        eq(conferenceMembers.unitId, unitId),
        isNull(conferenceMembers.until),
        eq(conferenceMembers.isConvenor, false),
      ),
    )
    .returning({ id: conferenceMembers.id })
  if (ended.length === 0) throw new Refusal('member', '这个单位不是成员，或者是召集单位，不能退出。', { field: 'unit' })
  await audit(db, { actor, act: 'conference.memberEnded', subjectType: 'unit', subjectId: unitId, at })
  await touch(db, ['interview-plan'])
}
