import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { LimitUnit } from './limit.ts'
import { markCalendarChanged } from './load-calendar.ts'
import { loadRules } from './load-law.ts'
import { promiseFault, type UnitPromise } from './promise.ts'
import type { LimitRule } from './rule-book.ts'
import { promiseOverruns, unitPromises } from './tables.ts'

/**
 * What a unit promised for a limit on a day, as a rule to be counted with; undefined where it promised nothing. A kind whose units may promise asks it when
 * a matter is opened and keeps the id it answers (`LIC-7:<promise>`) as the matter's rule: that one stays, whatever the unit promises later.
 */
export const promisedRule = async (
  db: Db,
  unitId: string,
  ruleId: string,
  day: Temporal.PlainDate,
): Promise<LimitRule | undefined> => (await loadRules(db)).promised(unitId, ruleId, day)

/** The same for a business that no law limits: what its unit published, else the city's setting (LIM-1). */
export const businessLimit = async (
  db: Db,
  unitId: string,
  businessId: string,
  day: Temporal.PlainDate,
): Promise<LimitRule | undefined> => (await loadRules(db)).ofBusiness(unitId, businessId, day)

export type NewPromise = {
  unitId: string
  about: { ruleId: string } | { businessId: string }
  amount: number
  unit: LimitUnit
  /** Tomorrow at the earliest: people can read it before it binds, and every process knows it before a matter rests on it. */
  from: Temporal.PlainDate
}

type Acting = { personId: string; at: Temporal.Instant; today: Temporal.PlainDate }

/** Publishes a promise; the one before it ends with the day before. In one transaction. @returns its id */
export async function publishPromise(tx: Db, by: Acting, promise: NewPromise): Promise<string> {
  if (Temporal.PlainDate.compare(promise.from, by.today) <= 0) {
    throw new Refusal('promise-in-past', '承诺从明天起才能执行，好让群众先看到。请改晚。', { field: 'from' })
  }
  if ('ruleId' in promise.about) await refuseLonger(tx, promise.about.ruleId, promise)
  await endBefore(tx, by, promise)
  const id = newId()
  const { unitId, amount, unit, from, about } = promise
  const row = { id, unitId, amount, unit, from, publishedAt: by.at, publishedBy: by.personId, ...about }
  await tx.insert(unitPromises).values(row)
  await markCalendarChanged(tx)
  return id
}

async function refuseLonger(tx: Db, ruleId: string, promise: NewPromise): Promise<void> {
  const rule = (await loadRules(tx)).on(ruleId, promise.from)
  if (!rule) throw new Refusal('no-rule', '没有这一条期限，请从列表中选择。', { field: 'rule' })
  const fault = promiseFault(rule, promise)
  if (fault) throw new Refusal('promise-not-allowed', fault.sentence, { field: fault.field })
}

async function endBefore(tx: Db, by: Acting, { unitId, about, from }: NewPromise): Promise<void> {
  const isSame =
    'ruleId' in about ? eq(unitPromises.ruleId, about.ruleId) : eq(unitPromises.businessId, about.businessId)
  const [open] = await tx
    .select()
    .from(unitPromises)
    .where(and(eq(unitPromises.unitId, unitId), isSame, isNull(unitPromises.to)))
    .for('update')
  if (!open) return
  if (Temporal.PlainDate.compare(open.from, from) >= 0) {
    throw new Refusal('promise-waiting', `已经有一项承诺从${open.from}起执行，请先撤回它，或者把日期改到它之后。`, {
      field: 'from',
    })
  }
  const ended = { to: from.subtract({ days: 1 }), endReason: '由新的承诺接替', endedAt: by.at, endedBy: by.personId }
  await tx.update(unitPromises).set(ended).where(eq(unitPromises.id, open.id))
}

/** Ends a promise with today; what was received under it keeps it. One that has not begun is withdrawn and never holds. */
export async function endPromise(tx: Db, by: Acting, id: string, reason: string): Promise<void> {
  const [open] = await tx.select().from(unitPromises).where(eq(unitPromises.id, id)).for('update')
  if (!open) throw new Refusal('not-found', '没有找到这项承诺。', { status: 404 })
  if (open.to) throw new Refusal('promise-ended', `这项承诺已经执行到${open.to}为止，不用再结束。`)
  const hasBegun = Temporal.PlainDate.compare(open.from, by.today) <= 0
  const to = hasBegun ? by.today : open.from.subtract({ days: 1 })
  const ended = { to, endReason: reason, endedAt: by.at, endedBy: by.personId }
  await tx.update(unitPromises).set(ended).where(eq(unitPromises.id, id))
  await markCalendarChanged(tx)
}

export type Overrun = typeof promiseOverruns.$inferSelect

/** 超过承诺时限的，公开说明理由 (优化营商环境条例 第36条第2款), of what was not done on this platform: the days are typed. */
export async function explainOverrun(
  tx: Db,
  by: Acting,
  promise: UnitPromise,
  said: { dueOn: Temporal.PlainDate; doneOn: Temporal.PlainDate | null; reason: string },
): Promise<Overrun> {
  const { dueOn, doneOn, reason } = said
  if (Temporal.PlainDate.compare(dueOn, by.today) >= 0) {
    throw new Refusal('not-over', '这一天还没有过去，还不算超过承诺。请核对承诺办结的日期。', { field: 'dueOn' })
  }
  if (Temporal.PlainDate.compare(dueOn, promise.from) < 0) {
    throw new Refusal('before-promise', `这项承诺从${promise.from}起执行，请核对承诺办结的日期。`, { field: 'dueOn' })
  }
  if (doneOn && Temporal.PlainDate.compare(doneOn, by.today) > 0) {
    throw new Refusal('after-now', '办结日期晚于今天，请填写实际办结的日期，还没有办结的留空。', { field: 'doneOn' })
  }
  if (doneOn && Temporal.PlainDate.compare(doneOn, dueOn) <= 0) {
    throw new Refusal('in-time', '办结日期没有超过承诺的日期，不用说明。', { field: 'doneOn' })
  }
  return publishOverrun(tx, by, { promiseId: promise.id, matterId: null, dueOn, doneOn, reason })
}

type NewOverrun = Pick<Overrun, 'promiseId' | 'matterId' | 'dueOn' | 'doneOn' | 'reason'>

/** Of a matter of this platform, whose days are known: nobody types them. Once. */
export async function publishOverrun(tx: Db, by: Acting, overrun: NewOverrun) {
  const row = { id: newId(), ...overrun, publishedAt: by.at, publishedBy: by.personId }
  const [written] = await tx
    .insert(promiseOverruns)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: promiseOverruns.id })
  if (!written) throw new Refusal('explained', '这一件已经公开说明过，不用再说明。', { field: 'reason' })
  return row
}

/** Newest first. */
export const overrunsOf = (db: Db, promiseIds: readonly string[]): Promise<Overrun[]> =>
  promiseIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(promiseOverruns)
        .where(inArray(promiseOverruns.promiseId, [...promiseIds]))
        .orderBy(desc(promiseOverruns.publishedAt), desc(promiseOverruns.id))
        .limit(100)

export const recentOverruns = (db: Db, most: number): Promise<Overrun[]> =>
  db.select().from(promiseOverruns).orderBy(desc(promiseOverruns.publishedAt), desc(promiseOverruns.id)).limit(most)
