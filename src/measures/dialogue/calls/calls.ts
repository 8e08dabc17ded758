import { and, asc, count, desc, eq, gt, gte, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { maskPhone, personNames } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { isId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { callOperators, calls } from './tables.ts'
import { callsSeenBy } from './who-may.ts'

export type Call = typeof calls.$inferSelect
type Reading = Pick<House, 'clock' | 'secrets'> & { db: Db }

/** One call, locked where it is about to be changed. What the actor may not see is not there. */
export async function needCall(db: Db, actor: StaffActor, id: string, lock = false): Promise<Call> {
  if (!isId(id)) throw notFound('来电')
  const asked = db
    .select()
    .from(calls)
    .where(and(eq(calls.id, id), callsSeenBy(actor)))
  const [call] = lock ? await asked.for('update') : await asked
  if (!call) throw notFound('来电')
  return call
}

export const openNumber = (secrets: House['secrets'], call: Pick<Call, 'numberCipher'>): string | null =>
  call.numberCipher ? secrets.decrypt(call.numberCipher, 'calls.number') : null

/** 154****0001, or that none was sent along. */
export function numberText(secrets: House['secrets'], call: Pick<Call, 'numberCipher'>): string {
  const number = openNumber(secrets, call)
  return number ? maskPhone(number) : '未显示号码'
}

const isOpen = inArray(calls.state, ['waiting', 'talking', 'held'])

/** The call that this person has on the line now. */
export async function callInHand(db: Db, actor: StaffActor): Promise<Call | null> {
  const [call] = await db
    .select()
    .from(calls)
    .where(and(eq(calls.operatorId, actor.personId), inArray(calls.state, ['talking', 'held'])))
    .orderBy(desc(calls.answeredAt))
    .limit(1)
  return call ?? null
}

export type Waiting = { id: string; skill: string | null; startedAt: Temporal.Instant }

/** The queue, the longest waiting first. Who they are is nobody's business before they are answered. */
export const queue = (db: Db): Promise<Waiting[]> =>
  db
    .select({ id: calls.id, skill: calls.skill, startedAt: calls.startedAt })
    .from(calls)
    .where(and(isOpen, eq(calls.state, 'waiting')))
    .orderBy(asc(calls.startedAt), asc(calls.id))
    .limit(100)

/** Ended within a day, and nothing entered: whoever had the call still has to say what came of it. */
export const unfinished = (db: Db, actor: StaffActor, now: Temporal.Instant): Promise<Call[]> =>
  db
    .select()
    .from(calls)
    .where(
      and(
        callsSeenBy(actor),
        eq(calls.state, 'ended'),
        isNull(calls.outcome),
        gt(calls.startedAt, now.subtract({ hours: 24 })),
      ),
    )
    .orderBy(desc(calls.startedAt))
    .limit(20)

export const latest = (db: Db, actor: StaffActor, size = 12): Promise<Call[]> =>
  db
    .select()
    .from(calls)
    .where(and(callsSeenBy(actor), inArray(calls.state, ['ended', 'talking', 'held'])))
    .orderBy(desc(calls.startedAt), desc(calls.id))
    .limit(size)

export const openCalls = (db: Db): Promise<Call[]> =>
  db.select().from(calls).where(isOpen).orderBy(asc(calls.startedAt)).limit(200)

export type Seat = {
  personId: string
  name: string
  seat: string
  skills: string[]
  state: string
  since: Temporal.Instant
  callId: string | null
  helpAt: Temporal.Instant | null
}

/** Who sits where, with what they do now. Whom the exchange has not spoken of for a day has gone home. */
export async function seats({ db, secrets, clock }: Reading): Promise<Seat[]> {
  const rows = await db
    .select()
    .from(callOperators)
    .where(and(gte(callOperators.since, clock.now().subtract({ hours: 24 })), sql`${callOperators.state} <> 'off'`))
    .orderBy(asc(callOperators.seat))
  const names = await personNames(
    db,
    secrets,
    rows.map(({ personId }) => personId),
  )
  const busy = await db
    .select()
    .from(calls)
    .where(inArray(calls.state, ['talking', 'held']))
  return rows.map((row) => {
    const call = busy.find(({ operatorId }) => operatorId === row.personId)
    return {
      ...row,
      name: names.get(row.personId) ?? '',
      state: call ? call.state : row.state,
      since: call?.answeredAt ?? row.since,
      callId: call?.id ?? null,
      helpAt: call?.helpAt ?? null,
    }
  })
}

/** What an open console compares: anything that a person at the line would want to see at once. */
export async function lineState(
  db: Db,
  actor: StaffActor,
): Promise<{ mine: string | null; waiting: number; mark: string }> {
  const inHand = await callInHand(db, actor)
  const waiting = await queue(db)
  const [own] = await db
    .select({ state: callOperators.state })
    .from(callOperators)
    .where(eq(callOperators.personId, actor.personId))
  const mark = [inHand?.id, inHand?.state, own?.state, ...waiting.map(({ id }) => id)].join(' ')
  return { mine: inHand?.id ?? null, waiting: waiting.length, mark }
}

/** Of the same number within these months, this call left out. */
export async function earlierCalls(
  db: Db,
  call: Call,
  since: Temporal.Instant,
): Promise<Pick<Call, 'startedAt' | 'outcome' | 'state'>[]> {
  if (!call.numberHash) return []
  return db
    .select({ startedAt: calls.startedAt, outcome: calls.outcome, state: calls.state })
    .from(calls)
    .where(and(eq(calls.numberHash, call.numberHash), gte(calls.startedAt, since), sql`${calls.id} <> ${call.id}`))
    .orderBy(desc(calls.startedAt))
    .limit(10)
}

/**
 * 漏接: nobody answered, and the number has not come through since, nor been called back. Oldest first; those tried often enough fall out.
 */
export const isToCallBack = (tries: number): SQL | undefined =>
  and(
    eq(calls.state, 'missed'),
    sql`${calls.numberHash} is not null`,
    sql`not exists (select from call_backs b where b.call_id = ${calls.id} and b.outcome = 'done')`,
    sql`(select count(*) from call_backs b where b.call_id = ${calls.id}) < ${tries}`,
    sql`not exists (select from calls l where l.number_hash = ${calls.numberHash} and l.started_at > ${calls.startedAt} and l.answered_at is not null)`,
  )

export type Missed = Pick<Call, 'id' | 'startedAt' | 'endedAt' | 'skill' | 'numberCipher'> & { tries: number }

export function missedCalls(
  db: Db,
  { since, tries, after, size }: { since: Temporal.Instant; tries: number; after?: Call | undefined; size: number },
): Promise<Missed[]> {
  return db
    .select({
      id: calls.id,
      startedAt: calls.startedAt,
      endedAt: calls.endedAt,
      skill: calls.skill,
      numberCipher: calls.numberCipher,
      // Without a second table Drizzle leaves the table's name out, and `id` would be that of the other.
      tries: sql<number>`(select count(*) from call_backs b where b.call_id = calls.id)::int`,
    })
    .from(calls)
    .where(
      and(
        isToCallBack(tries),
        gte(calls.startedAt, since),
        after &&
          or(gt(calls.startedAt, after.startedAt), and(eq(calls.startedAt, after.startedAt), gt(calls.id, after.id))),
      ),
    )
    .orderBy(asc(calls.startedAt), asc(calls.id))
    .limit(size)
}

export async function countMissed(db: Db, since: Temporal.Instant, tries: number): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(calls)
    .where(and(isToCallBack(tries), gte(calls.startedAt, since)))
  return row?.n ?? 0
}
