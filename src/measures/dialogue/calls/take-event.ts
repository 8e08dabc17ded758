import { and, asc, eq, gt, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import { allUnits, staffAt } from '#core/people/index.ts'
import type { Db, Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import type { AcdEvent } from './acd-event.ts'
import { type CallEvent, type CallEventType, type CallFacts, callEventTypes, callOf } from './call.ts'
import { callEvents, callLimits, callOperators, calls } from './tables.ts'

type Taking = Pick<House, 'clock' | 'secrets'> & { db: Transaction }

/** `leader`: a number whose calls come to the 班长席 for a time. Nobody is ever turned away. */
export type Route = 'queue' | 'leader'
export type Taken = { isNew: boolean; route: Route }

/**
 * Takes one message of the exchange, in the caller's transaction: each message id counts once, and the call is told anew from all its events, so that
 * order does not matter. A call of which something else than its beginning comes first is kept all the same.
 */
export async function takeEvent(house: Taking, messageId: string, event: AcdEvent): Promise<Taken> {
  const { db, clock } = house
  const person = 'operator' in event.data ? await operatorOf(house, event.data.operator) : null
  const row = { ...rowOf(event), operatorId: person, messageId, at: event.timestamp, receivedAt: clock.now() }
  const taken = await db.insert(callEvents).values(row).onConflictDoNothing().returning({ id: callEvents.messageId })
  const route = await routeOf(house, event)
  if (taken.length === 0) return { isNew: false, route }
  if (row.acdId) await noteCall(house, row.acdId, event)
  if (event.type === 'operator.state' && person) await noteOperator(db, person, event)
  if (person && (event.type === 'operator.state' || event.type === 'call.answered'))
    await endLost(house, person, event.timestamp, row.acdId)
  if (person) await settleWrapUp(db, person)
  else if (row.acdId) await settleWrapUpOf(db, row.acdId)
  return { isNew: true, route }
}

function rowOf(event: AcdEvent): Pick<typeof callEvents.$inferSelect, 'acdId' | 'type' | 'seat' | 'code' | 'detail'> {
  const { type } = event
  const blank = { type, acdId: 'call' in event.data ? event.data.call : null, seat: null, code: null, detail: null }
  switch (event.type) {
    case 'call.offered':
      return { ...blank, code: event.data.skill ?? null }
    case 'call.answered':
      return { ...blank, seat: event.data.seat }
    case 'call.transferred':
      return { ...blank, code: event.data.kind, detail: event.data.to }
    case 'call.recorded':
      return { ...blank, code: event.data.recording }
    case 'operator.state':
      return { ...blank, seat: event.data.seat, code: event.data.state }
    default:
      return blank
  }
}

/** The member of staff of the hotline with this number; an agent whom nobody here knows has none. */
async function operatorOf(house: Taking, staffNumber: string): Promise<string | null> {
  const hotlines = (await allUnits(house.db)).filter(({ kind }) => kind === 'hotline')
  for (const { id } of hotlines) {
    const staff = await staffAt(house, house.db, id, ['operator', 'shift-leader'])
    const found = staff.find((one) => one.staffNumber === staffNumber)
    if (found) return found.personId
  }
  return null
}

async function noteCall(house: Taking, acdId: string, event: AcdEvent): Promise<void> {
  const { db, secrets } = house
  await db
    .insert(calls)
    .values({ id: newId(), acdId, startedAt: event.timestamp, state: 'waiting' })
    .onConflictDoNothing()
  // Two messages of one call wait for each other here.
  await db.select({ id: calls.id }).from(calls).where(eq(calls.acdId, acdId)).for('update')
  const number = event.type === 'call.offered' ? event.data.number : undefined
  const url = event.type === 'call.recorded' ? event.data.url : undefined
  await db
    .update(calls)
    .set({
      ...told(callOf(await eventsOf(db, acdId))),
      ...(number && sealedNumber(secrets, number)),
      ...(url && { recordingUrlCipher: secrets.encrypt(url, 'calls.recording') }),
    })
    .where(eq(calls.acdId, acdId))
}

/** What no event says does not undo what an operator entered: who took it, where it was led on. */
function told({ operatorId, transferKind, transferTo, ...facts }: CallFacts): Partial<CallFacts> {
  return { ...facts, ...(operatorId && { operatorId }), ...(transferKind && { transferKind, transferTo }) }
}

/** A number as it was dialled from, digits only, so that the same caller is known again. */
export function sealedNumber(secrets: House['secrets'], typed: string): { numberCipher: Buffer; numberHash: Buffer } {
  const number = plainNumber(typed)
  return {
    numberCipher: secrets.encrypt(number, 'calls.number'),
    numberHash: secrets.lookupHash(number, 'calls.number'),
  }
}

/** Without 86 or the 0 that an exchange puts before mobiles. */
const plainNumber = (typed: string): string =>
  typed
    .replace(/\D/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '')
    .replace(/^0(?=1[3-9]\d{9}$)/, '')

async function eventsOf(db: Db, acdId: string): Promise<CallEvent[]> {
  const rows = await db.select().from(callEvents).where(eq(callEvents.acdId, acdId)).orderBy(asc(callEvents.at))
  const isKnown = (type: string): type is CallEventType => callEventTypes.some((known) => known === type)
  return rows.flatMap(({ type, ...row }) => (isKnown(type) ? [{ ...row, type }] : []))
}

/** The newest word counts, whichever came last. */
async function noteOperator(
  db: Transaction,
  personId: string,
  { timestamp, data }: Extract<AcdEvent, { type: 'operator.state' }>,
): Promise<void> {
  const { seat, state, skills } = data
  await db
    .insert(callOperators)
    .values({ personId, seat, state, since: timestamp, skills: skills ?? [] })
    .onConflictDoUpdate({
      target: callOperators.personId,
      set: { seat, state, since: timestamp, ...(skills && { skills }) },
      setWhere: lte(callOperators.since, timestamp),
    })
}

/** Whoever takes another call, or is ready for one, has ended the call before: its end was lost on the way. If it comes after all, it counts instead. */
async function endLost(house: Taking, operatorId: string, at: Temporal.Instant, acdId: string | null): Promise<void> {
  const open = await house.db
    .select({ acdId: calls.acdId })
    .from(calls)
    .where(
      and(
        eq(calls.operatorId, operatorId),
        inArray(calls.state, ['talking', 'held']),
        lte(calls.answeredAt, at),
        acdId ? ne(calls.acdId, acdId) : undefined,
      ),
    )
  for (const call of open) await presumeEnded(house, call.acdId, at)
}

export async function presumeEnded(house: Taking, acdId: string, at: Temporal.Instant): Promise<void> {
  const { db, clock } = house
  await db
    .insert(callEvents)
    .values({ messageId: `presumed:${acdId}`, acdId, type: 'call.presumed-ended', at, receivedAt: clock.now() })
    .onConflictDoNothing()
  await db.select({ id: calls.id }).from(calls).where(eq(calls.acdId, acdId)).for('update')
  await db
    .update(calls)
    .set(callOf(await eventsOf(db, acdId)))
    .where(eq(calls.acdId, acdId))
}

/** 整理工单 ends with what its operator does next; told anew while it can still change. */
const nextDeed = sql`(
  select min(e.at) from ${callEvents} e
  where e.operator_id = calls.operator_id and e.at >= calls.ended_at
    and ((e.type = 'operator.state' and e.code <> 'wrap-up') or (e.type = 'call.answered' and e.acd_id <> calls.acd_id)))`

async function settleWrapUp(db: Transaction, operatorId: string): Promise<void> {
  await db
    .update(calls)
    .set({ wrapUpUntil: nextDeed })
    .where(
      and(
        eq(calls.operatorId, operatorId),
        eq(calls.state, 'ended'),
        // An older one is told for good.
        gt(
          calls.startedAt,
          sql`(select max(e.at) - interval '4 hours' from ${callEvents} e where e.operator_id = ${operatorId})`,
        ),
      ),
    )
}

async function settleWrapUpOf(db: Transaction, acdId: string): Promise<void> {
  await db
    .update(calls)
    .set({ wrapUpUntil: nextDeed })
    .where(and(eq(calls.acdId, acdId), eq(calls.state, 'ended')))
}

async function routeOf({ db, clock, secrets }: Taking, event: AcdEvent): Promise<Route> {
  if (event.type !== 'call.offered' || !event.data.number) return 'queue'
  const { numberHash } = sealedNumber(secrets, event.data.number)
  const [limit] = await db
    .select({ id: callLimits.id })
    .from(callLimits)
    .where(
      and(
        eq(callLimits.numberHash, numberHash),
        eq(callLimits.decision, 'limited'),
        isNull(callLimits.endedAt),
        gt(callLimits.until, clock.now()),
      ),
    )
    .limit(1)
  return limit ? 'leader' : 'queue'
}
