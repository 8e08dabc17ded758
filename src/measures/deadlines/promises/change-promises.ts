import {
  endPromise,
  explainOverrun,
  type LimitUnit,
  loadRules,
  publishOverrun,
  publishPromise,
  type UnitPromise,
} from '#core/calendar/index.ts'
import { addBusiness, type Business, endBusiness, findBusiness } from '#core/on-the-spot/index.ts'
import { audit, defineAuditActs } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { enterOverrun, enterPromise, enterPromiseEnd } from './enter-promise.ts'
import { headOf } from './head-of.ts'
import { unexplainedOf } from './not-kept.ts'

defineAuditActs({
  publishPromise: '公布承诺时限',
  endPromise: '结束承诺时限',
  explainOverrun: '说明超过承诺的理由',
  addBusiness: '新增窗口业务',
  endBusiness: '停用窗口业务',
})

/** Whose promise it is, and when it is said. */
export type Saying = { actor: StaffActor; at: Temporal.Instant; today: Temporal.PlainDate }

export type PromiseInput = {
  unitId: string
  about: { ruleId: string } | { businessId: string }
  amount: number
  unit: LimitUnit
  from: Temporal.PlainDate
}

/** @returns the promise's id */
export async function makePromise(tx: Db, saying: Saying, input: PromiseInput): Promise<string> {
  const { actor, at, today } = saying
  if (!headOf(actor).includes(input.unitId)) throw notFound('单位')
  if ('businessId' in input.about) {
    const business = await ownBusiness(tx, actor, input.about.businessId)
    if (business.unitId !== input.unitId) throw notFound('业务')
    if (business.endedAt) throw new Refusal('business-ended', '这项业务已经停用，请先重新列入清单。')
  }
  const id = await publishPromise(tx, { personId: actor.personId, at, today }, input)
  await enterPromise(tx, at, id, input)
  await touch(tx, ['calendar'])
  const details = { ...input.about, amount: input.amount, unit: input.unit, from: input.from.toString() }
  await audit(tx, { actor, act: 'publishPromise', subjectType: 'promise', subjectId: id, at, details })
  return id
}

/** One's own; those of others do not exist. */
export async function ownPromise(db: Db, actor: StaffActor, id: string): Promise<UnitPromise> {
  const found = (await loadRules(db)).promises.find((promise) => promise.id === id)
  if (!found || !headOf(actor).includes(found.unitId)) throw notFound('承诺')
  return found
}

export async function stopPromise(tx: Db, { actor, at, today }: Saying, id: string, reason: string): Promise<void> {
  await ownPromise(tx, actor, id)
  await endPromise(tx, { personId: actor.personId, at, today }, id, reason)
  await enterPromiseEnd(tx, at, id, reason)
  await touch(tx, ['calendar'])
  await audit(tx, { actor, act: 'endPromise', subjectType: 'promise', subjectId: id, at })
}

export async function sayWhyLate(
  tx: Db,
  { actor, at, today }: Saying,
  id: string,
  said: { dueOn: Temporal.PlainDate; doneOn: Temporal.PlainDate | null; reason: string },
): Promise<void> {
  const promise = await ownPromise(tx, actor, id)
  await enterOverrun(tx, at, await explainOverrun(tx, { personId: actor.personId, at, today }, promise, said), said)
  await touch(tx, ['calendar'])
  await audit(tx, { actor, act: 'explainOverrun', subjectType: 'promise', subjectId: id, at })
}

/** Of a matter that the clock saw go past the promise: the reason alone is typed, the days are known. */
export async function explainNotKept(
  house: Pick<House, 'clock' | 'config'> & { db: Db },
  { actor, at, today }: Saying,
  id: string,
  { matterId, reason }: { matterId: string; reason: string },
): Promise<void> {
  await ownPromise(house.db, actor, id)
  const [found] = await unexplainedOf(house, actor, [id], { only: matterId })
  if (!found) throw new Refusal('kept', '这一件没有超过承诺，或者已经说明过，请刷新页面。', { field: 'reason' })
  const { dueOn, doneOn } = found
  const by = { personId: actor.personId, at, today }
  const overrun = await publishOverrun(house.db, by, { promiseId: id, matterId, dueOn, doneOn, reason })
  await enterOverrun(house.db, at, overrun, overrun)
  await touch(house.db, ['calendar'])
  await audit(house.db, {
    actor,
    act: 'explainOverrun',
    subjectType: 'promise',
    subjectId: id,
    at,
    details: { matterId },
  })
}

export async function listBusiness(
  tx: Db,
  { actor, at }: Saying,
  input: { unitId: string; title: string },
): Promise<void> {
  if (!headOf(actor).includes(input.unitId)) throw notFound('单位')
  const id = await addBusiness(tx, { personId: actor.personId, at }, input)
  await audit(tx, { actor, act: 'addBusiness', subjectType: 'business', subjectId: id, at })
}

export async function ownBusiness(db: Db, actor: StaffActor, id: string): Promise<Business> {
  const business = await findBusiness(db, id)
  if (!business || !headOf(actor).includes(business.unitId)) throw notFound('业务')
  return business
}

/** Takes it off the list, and its published limit with it. */
export async function unlistBusiness(tx: Db, { actor, at, today }: Saying, id: string): Promise<void> {
  await ownBusiness(tx, actor, id)
  const by = { personId: actor.personId, at, today }
  const open = (await loadRules(tx)).promises.filter((promise) => promise.businessId === id && !promise.to)
  for (const promise of open) {
    await endPromise(tx, by, promise.id, '这项业务不再办理')
    await enterPromiseEnd(tx, at, promise.id, '这项业务不再办理')
  }
  await endBusiness(tx, by, id)
  if (open.length > 0) await touch(tx, ['calendar'])
  await audit(tx, { actor, act: 'endBusiness', subjectType: 'business', subjectId: id, at })
}
