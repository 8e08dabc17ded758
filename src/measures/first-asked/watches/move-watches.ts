import { and, inArray, isNull } from 'drizzle-orm'
import { matters, visibleTo } from '#core/matters/index.ts'
import { queueNotice } from '#core/notices/index.ts'
import { actorOfPerson, audit, defineAuditActs } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import { colleaguesAt } from '../contacts/find-colleague.ts'
import { watches } from '../tables.ts'
import { headUnits, type Watch } from './watches.ts'

defineAuditActs({ offerWatches: '请同事接手盯办', acceptWatches: '接手盯办', refuseWatches: '没有接手盯办' })

type Working = Pick<House, 'clock' | 'secrets' | 'config'> & { db: Transaction }

export const mostAtOnce = 200

/**
 * 请同事接手: the watcher, or the head of the unit for somebody who is away or gone, asks a colleague of the first-asked unit; until they accept, nothing
 * has moved. First-asked itself never changes.
 */
export async function offerWatches(
  house: Working,
  actor: StaffActor,
  input: { watchIds: readonly string[]; toPersonId: string },
): Promise<number> {
  const { db: tx, clock } = house
  const { watchIds, toPersonId } = input
  if (watchIds.length === 0) throw new Refusal('none', '还没有勾选，请先勾选要请同事接手的事。', { field: 'watch' })
  if (watchIds.length > mostAtOnce)
    throw new Refusal('too-many', `一次最多移交 ${mostAtOnce} 件，请分几次。`, { field: 'watch' })
  const rows = await lockOpen(tx, watchIds)
  const mine = headUnits(actor)
  if (rows.length === 0 || rows.some((row) => row.personId !== actor.personId && !mine.includes(row.unitId)))
    throw forbidden('只有盯办的人和本单位负责人可以请同事接手。')
  for (const unitId of new Set(rows.map((row) => row.unitId))) await needColleague(house, unitId, toPersonId)
  if (rows.some((row) => row.personId === toPersonId))
    throw new Refusal('to-itself', '有的事本来就是此人盯着的，请另选一人。', { field: 'toPersonId' })
  await needSight(house, rows, toPersonId)
  const at = clock.now()
  await tx
    .update(watches)
    .set({ offeredTo: toPersonId, offeredBy: actor.personId, offeredAt: at })
    .where(inArray(watches.id, idsOf(rows)))
  const variables = { name: actor.name, count: String(rows.length) }
  await queueNotice(tx, house, { template: 'watch.offered', to: { personId: toPersonId }, variables, at })
  await auditMove(tx, actor, 'offerWatches', { personId: toPersonId, rows, at })
  return rows.length
}

/** At the post now, and not on leave. */
async function needColleague(house: Working, unitId: string, personId: string): Promise<void> {
  const to = (await colleaguesAt(house, unitId)).find((colleague) => colleague.personId === personId)
  if (!to) throw new Refusal('not-there', '接手的人要在同一个首问单位的岗位上，请另选一人。', { field: 'toPersonId' })
  if (!to.awayUntil) return
  const until = `${to.awayUntil.month}月${to.awayUntil.day}日`
  throw new Refusal('person-away', `${to.name}正在休假，到${until}为止，请另选一人。`, { field: 'toPersonId' })
}

/** A colleague who may not see the matter (投诉工作人员 is for heads) cannot watch it. */
async function needSight(house: Working, rows: readonly Watch[], personId: string): Promise<void> {
  const colleague = await actorOfPerson(house, personId)
  const ids = [...new Set(rows.map(({ matterId }) => matterId))]
  const seen = await house.db.$count(matters, and(inArray(matters.id, ids), visibleTo(colleague)))
  if (seen === ids.length) return
  throw new Refusal('no-sight', '其中有的事此人无权查看，不能接手，请另选一人或者少勾选几件。', { field: 'toPersonId' })
}

/** 接手: from here on this person watches; the row of who did before is closed beside it. */
export async function acceptWatches(house: Working, actor: StaffActor, watchIds: readonly string[]): Promise<number> {
  const { db: tx, clock } = house
  const rows = await offeredTo(tx, actor, watchIds)
  const at = clock.now()
  await tx
    .update(watches)
    .set({ closedAt: at, closedWhy: 'moved', ...noOffer })
    .where(inArray(watches.id, idsOf(rows)))
  await tx.insert(watches).values(
    rows.map(({ matterId, unitId, newsAt, newsType }) => ({
      id: newId(),
      matterId,
      unitId,
      personId: actor.personId,
      since: at,
      newsAt,
      newsType,
      toldAt: at,
      seenAt: at,
    })),
  )
  await auditMove(tx, actor, 'acceptWatches', { personId: actor.personId, rows, at })
  return rows.length
}

/** 不接手: it stays with whoever has it. */
export async function refuseWatches(house: Working, actor: StaffActor, watchIds: readonly string[]): Promise<number> {
  const { db: tx, clock } = house
  const rows = await offeredTo(tx, actor, watchIds)
  await tx
    .update(watches)
    .set(noOffer)
    .where(inArray(watches.id, idsOf(rows)))
  await auditMove(tx, actor, 'refuseWatches', { personId: actor.personId, rows, at: clock.now() })
  return rows.length
}

/** 收回: whoever asked asks no more. */
export async function withdrawOffers(house: Working, actor: StaffActor, watchIds: readonly string[]): Promise<number> {
  const rows = (await lockOpen(house.db, watchIds)).filter(
    (row) => row.offeredTo !== null && [row.offeredBy, row.personId].includes(actor.personId),
  )
  if (rows.length === 0) throw notFound('接手的请求')
  await house.db
    .update(watches)
    .set(noOffer)
    .where(inArray(watches.id, idsOf(rows)))
  return rows.length
}

const noOffer = { offeredTo: null, offeredBy: null, offeredAt: null }
const idsOf = (rows: readonly Watch[]): string[] => rows.map(({ id }) => id)

async function offeredTo(tx: Transaction, actor: StaffActor, ids: readonly string[]): Promise<Watch[]> {
  const rows = (await lockOpen(tx, ids)).filter((row) => row.offeredTo === actor.personId)
  if (rows.length > 0) return rows
  throw new Refusal('none', '没有等您接手的事，可能已经被收回，请刷新页面。', { field: 'watch', status: 409 })
}

/** In the order of their ids, so that two who move the same ones never wait in a ring. */
const lockOpen = (tx: Transaction, ids: readonly string[]): Promise<Watch[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx
        .select()
        .from(watches)
        .where(and(inArray(watches.id, [...ids]), isNull(watches.closedAt)))
        .orderBy(watches.id)
        .for('update')

const auditMove = (
  tx: Transaction,
  actor: StaffActor,
  act: string,
  { personId, rows, at }: { personId: string; rows: readonly Watch[]; at: Temporal.Instant },
): Promise<void> =>
  audit(tx, {
    actor,
    act,
    subjectType: 'person',
    subjectId: personId,
    at,
    details: { matters: rows.map(({ matterId }) => matterId) },
  })
