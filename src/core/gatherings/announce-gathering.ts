import { sql } from 'drizzle-orm'
import { makeNumber } from '#core/matters/index.ts'
import { audit } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { touch } from '#platform/page-cache/index.ts'
import { forbidden, Refusal } from '#platform/refusal.ts'
import type { Gathering } from './gathering.ts'
import { organisers } from './read-gatherings.ts'
import { gatherings } from './tables.ts'

export type Organising = Omit<House, 'db'> & { db: Transaction }

export type NewGathering = Pick<
  Gathering,
  | 'kind'
  | 'title'
  | 'about'
  | 'place'
  | 'startsAt'
  | 'endsAt'
  | 'registerUntil'
  | 'seats'
  | 'substitutes'
  | 'byDivision'
>

const numberKind = 0

/** 发布活动: public at once. Returns its number. */
export async function announceGathering(house: Organising, actor: StaffActor, input: NewGathering): Promise<string> {
  const { db, clock, config } = house
  const unitId = actor.roles.find(({ role }) => (organisers as readonly string[]).includes(role))?.unitId
  if (!unitId) throw forbidden('活动由单位负责人和信息发布员发布。')
  const at = clock.now()
  if (Temporal.Instant.compare(input.registerUntil, at) <= 0)
    throw new Refusal('too-soon', '报名截止时间已经过了，请改晚一些。', { field: 'registerDay' })
  const id = newId()
  const { rows } = await db.execute<{ serial: string }>(sql`select nextval('gathering_number')::text as serial`)
  const number = makeNumber(dateIn(config.timeZone, at), numberKind, BigInt(rows[0]?.serial ?? 0))
  await db.insert(gatherings).values({ id, number, unitId, ...input, createdAt: at, createdBy: actor.personId })
  await audit(db, { actor, act: 'gathering.announced', subjectType: 'gathering', subjectId: id, at })
  await touch(db, ['gatherings'])
  return number
}
