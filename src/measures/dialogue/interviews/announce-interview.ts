import { eq, sql } from 'drizzle-orm'
import { makeNumber } from '#core/matters/index.ts'
import { allUnits, audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import { leftoversDue } from './archive/leftovers-due.ts'
import { interviewPlanItems } from './conference/tables.ts'
import { enterInterview, hideInterview, indexInterview } from './enter-interview.ts'
import { type Holding, type Interview, stateOf } from './interview.ts'
import { findInterview, isHolder } from './read-interviews.ts'
import { interviewGuests, interviews } from './tables.ts'

export type NewInterview = Pick<
  Interview,
  'subject' | 'title' | 'about' | 'leadUnitId' | 'place' | 'streamUrl' | 'startsAt' | 'endsAt' | 'planKey'
> & { guests: { name: string; post: string }[] }

const numberKind = 0

/** 发布预告: public at once, entered into the public record. Returns its number. */
export async function announceInterview(house: Holding, actor: StaffActor, input: NewInterview): Promise<string> {
  const { db, clock, config } = house
  const unitId = actor.roles.find(({ role }) => role === 'editor')?.unitId
  if (!unitId) throw forbidden('访谈由信息发布员发布。')
  const at = clock.now()
  if (Temporal.Instant.compare(input.startsAt, at) <= 0)
    throw new Refusal('too-soon', '开始时间已经过了，请改晚一些。', { field: 'day' })
  if (!(await allUnits(db)).some(({ id, active }) => id === input.leadUnitId && active))
    throw new Refusal('unit', '请选择主办单位。', { field: 'leadUnit' })
  if (input.planKey && !(await isPlanned(db, input.planKey)))
    throw new Refusal('plan-key', '计划里没有这一场，请重新选择。', { field: 'plan' })
  const { guests, ...about } = input
  const id = newId()
  const { rows } = await db.execute<{ serial: string }>(sql`select nextval('interview_number')::text as serial`)
  const number = makeNumber(dateIn(config.timeZone, at), numberKind, BigInt(rows[0]?.serial ?? 0))
  const [interview] = await db
    .insert(interviews)
    .values({ id, number, unitId, ...about, announcedAt: at, announcedBy: actor.personId })
    .returning()
  if (!interview) throw new Error('interview vanished')
  await db.insert(interviewGuests).values(guests.map((guest, position) => ({ interviewId: id, position, ...guest })))
  await enterInterview(house, interview, 'interview.announced', at, { about: interview.about })
  await indexInterview(house, interview)
  await audit(db, { actor, act: 'interview.announced', subjectType: 'interview', subjectId: id, at })
  await touch(db, ['interviews'])
  return number
}

const isPlanned = async (db: Holding['db'], key: string): Promise<boolean> =>
  (
    await db
      .select({ key: interviewPlanItems.key })
      .from(interviewPlanItems)
      .where(eq(interviewPlanItems.key, key))
      .limit(1)
  ).length > 0

/** 取消: before it has begun, in public and with its ground. The questions stay to be made letters of: nobody asked for nothing. */
export async function cancelInterview(
  house: Holding,
  actor: StaffActor,
  number: string,
  ground: string,
): Promise<void> {
  const { db, clock } = house
  const interview = await findInterview(db, number, { lock: true })
  if (!isHolder(actor, interview)) throw forbidden('访谈由发布它的单位取消。')
  if (stateOf(interview) !== 'announced')
    throw new Refusal('begun', '访谈已经开始、结束或者取消了，不能再取消。', { status: 409 })
  const at = clock.now()
  await db
    .update(interviews)
    .set({ cancelledAt: at, cancelledGround: ground, leftoversDueAt: await leftoversDue(house, at) })
    .where(eq(interviews.id, interview.id))
  await enterInterview(house, interview, 'interview.cancelled', at, { ground })
  await hideInterview(house, interview)
  await audit(db, { actor, act: 'interview.cancelled', subjectType: 'interview', subjectId: interview.id, at })
  await touch(db, ['interviews', `interview:${number}`])
}
