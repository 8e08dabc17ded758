import { defineRecordTypes, enterRecord, findInRecord, type InRecord } from '#core/ledger/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import type { PromiseInput } from './change-promises.ts'

defineRecordTypes({
  'promise.published': '公布承诺时限',
  'promise.ended': '结束承诺时限',
  'promise.overrun': '说明超过承诺的理由',
})

const subject = 'promise'

/** A unit says in public by when it will be done: what it said cannot be another thing later. */
export async function enterPromise(
  tx: Db,
  at: Temporal.Instant,
  id: string,
  { unitId, about, amount, unit, from }: PromiseInput,
): Promise<void> {
  const { rule = null, business = null } = 'ruleId' in about ? { rule: about.ruleId } : { business: about.businessId }
  await enterRecord(tx, {
    ...{ type: 'promise.published', subjectType: subject, subjectId: id, version: 1, at },
    document: { id, by: await nameOf(tx, unitId), rule, business, amount, unit, from: from.toString() },
  })
}

export const enterPromiseEnd = (tx: Db, at: Temporal.Instant, id: string, reason: string): Promise<void> =>
  enterRecord(tx, {
    ...{ type: 'promise.ended', subjectType: subject, subjectId: id, version: 2, at },
    document: { id, reason },
  })

export const enterOverrun = (
  tx: Db,
  at: Temporal.Instant,
  { id, promiseId }: { id: string; promiseId: string },
  said: { dueOn: Temporal.PlainDate; doneOn: Temporal.PlainDate | null; reason: string },
): Promise<void> =>
  enterRecord(tx, {
    ...{ type: 'promise.overrun', subjectType: 'promiseOverrun', subjectId: id, version: 1, at },
    document: {
      id,
      promise: promiseId,
      dueOn: said.dueOn.toString(),
      doneOn: said.doneOn?.toString() ?? null,
      reason: said.reason,
    },
  })

const nameOf = async (tx: Db, unitId: string): Promise<string> =>
  (await unitDirectory(tx)).get(unitId)?.name ?? '原单位'

export const promisesInRecord = (db: Db, promises: readonly { id: string }[]): Promise<Map<string, InRecord>> =>
  findInRecord(
    db,
    subject,
    promises.map(({ id }) => id),
  )
