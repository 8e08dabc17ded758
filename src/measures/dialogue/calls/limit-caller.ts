import { and, count, desc, eq, gte, isNull } from 'drizzle-orm'
import { audit, personNames } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { needCall, numberText } from './calls.ts'
import { local } from './standards.ts'
import { callLimits, calls } from './tables.ts'

type Working = Pick<House, 'clock' | 'secrets'> & { db: Transaction }
export type Limit = Omit<typeof callLimits.$inferSelect, 'numberCipher' | 'numberHash' | 'groundCipher'> & {
  number: string
  ground: string
  proposer: string
  isMine: boolean
  isInForce: boolean
}

/**
 * 提出限制骚扰来电. A number that called several times* within a week, without a wish: repeated demands are none (重复诉求不是骚扰), and a call about danger
 * never is.
 */
export async function proposeLimit(house: Working, actor: StaffActor, callId: string, ground: string): Promise<void> {
  const { db, secrets, clock } = house
  const call = await needCall(db, actor, callId, true)
  const now = clock.now()
  if (!call.numberHash) throw new Refusal('no-number', '这一通没有来电号码，无法提出限制。', { field: 'nuisance' })
  if (call.emergencyAt)
    throw new Refusal('was-emergency', '这一通转接过紧急服务，不能提出限制。', { field: 'nuisance' })
  const [recent] = await db
    .select({ n: count() })
    .from(calls)
    .where(and(eq(calls.numberHash, call.numberHash), gte(calls.startedAt, now.subtract({ hours: 24 * 7 }))))
  if ((recent?.n ?? 0) < local.nuisanceCalls)
    throw new Refusal(
      'too-few',
      `这个号码七天内来电不到 ${local.nuisanceCalls} 次*，还不算骚扰。遇到辱骂可以先提醒、再结束通话。`,
      { field: 'nuisance' },
    )
  const [open] = await db
    .select({ id: callLimits.id })
    .from(callLimits)
    .where(and(eq(callLimits.numberHash, call.numberHash), isNull(callLimits.decidedAt)))
  if (open) throw new Refusal('proposed', '这个号码已经有人提出过，等班长决定。', { field: 'nuisance' })
  const id = newId()
  await db.insert(callLimits).values({
    id,
    callId: call.id,
    numberCipher: call.numberCipher,
    numberHash: call.numberHash,
    groundCipher: secrets.encrypt(ground, 'calls.limit'),
    proposedAt: now,
    proposedBy: actor.personId,
  })
  await audit(db, { actor, act: 'call.limitProposed', subjectType: 'call', subjectId: call.id, at: now })
}

export type LimitDecision =
  | { decision: 'limited'; days: number; ground: string }
  | { decision: 'refused'; ground: string }

/** By a 班长 who did not propose it, for so many days; then it is over by itself. */
export async function decideLimit(
  { db, clock }: Working,
  actor: StaffActor,
  id: string,
  given: LimitDecision,
): Promise<void> {
  const limit = await needLimit(db, id)
  if (limit.decidedAt) throw new Refusal('decided', '已经决定过了。', { status: 409 })
  if (limit.proposedBy === actor.personId)
    throw new Refusal('own', '这是您自己提出的，请另一位班长决定。', { field: 'decisionGround' })
  const at = clock.now()
  await db
    .update(callLimits)
    .set({
      decision: given.decision,
      decisionGround: given.ground,
      decidedAt: at,
      decidedBy: actor.personId,
      until: given.decision === 'limited' ? at.add({ hours: given.days * 24 }) : null,
    })
    .where(eq(callLimits.id, id))
  await audit(db, {
    actor,
    act: 'call.limitDecided',
    subjectType: 'call',
    subjectId: limit.callId,
    at,
    details: { decision: given.decision },
  })
}

/** 复看: looked at again before its time, and ended. */
export async function endLimit({ db, clock }: Working, actor: StaffActor, id: string, ground: string): Promise<void> {
  const limit = await needLimit(db, id)
  const at = clock.now()
  if (limit.decision !== 'limited' || limit.endedAt || !limit.until || Temporal.Instant.compare(limit.until, at) <= 0)
    throw new Refusal('over', '这项限制已经结束。', { status: 409 })
  await db
    .update(callLimits)
    .set({ endedAt: at, endedBy: actor.personId, endGround: ground })
    .where(eq(callLimits.id, id))
  await audit(db, { actor, act: 'call.limitEnded', subjectType: 'call', subjectId: limit.callId, at })
}

async function needLimit(db: Transaction, id: string): Promise<typeof callLimits.$inferSelect> {
  const [limit] = isId(id) ? await db.select().from(callLimits).where(eq(callLimits.id, id)).for('update') : []
  if (!limit) throw notFound('限制')
  return limit
}

export async function limits(
  { db, secrets, clock }: Pick<House, 'clock' | 'secrets'> & { db: Db },
  actor: StaffActor,
): Promise<Limit[]> {
  const rows = await db.select().from(callLimits).orderBy(desc(callLimits.proposedAt), desc(callLimits.id)).limit(100)
  const names = await personNames(
    db,
    secrets,
    rows.map(({ proposedBy }) => proposedBy),
  )
  const now = clock.now()
  return rows.map(({ numberCipher, numberHash: _hash, groundCipher, ...row }) => ({
    ...row,
    number: numberText(secrets, { numberCipher }),
    ground: secrets.decrypt(groundCipher, 'calls.limit'),
    proposer: names.get(row.proposedBy) ?? '',
    isMine: row.proposedBy === actor.personId,
    isInForce:
      row.decision === 'limited' && !row.endedAt && row.until !== null && Temporal.Instant.compare(row.until, now) > 0,
  }))
}

export async function countProposed(db: Db): Promise<number> {
  return db.$count(callLimits, isNull(callLimits.decidedAt))
}
