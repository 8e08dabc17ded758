import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Clock } from '../clock.ts'
import { crashPoint } from '../crash-points.ts'
import { type Database, type Db, sqlState, type Transaction } from '../database.ts'
import { isId } from '../id.ts'
import { Refusal } from '../refusal.ts'
import { commitTogether, keyTaken, Rows } from '../rows.ts'
import { spentKeys } from '../tables.ts'

export type Spent = { location: string; isRepeat: boolean; bodyChanged: boolean }

/**
 * One form, one act. The key is claimed first inside the act's transaction, so that a second click waits for the first and
 * is then answered with where that one went. If the work refuses, the claim is rolled back with it: only success spends a key.
 *
 * @param body what was sent, to tell a repeated click from a changed form under a spent key
 * @param work returns the address to go to
 */
export async function once(
  house: { db: Database; clock: Clock },
  key: string | undefined,
  body: string,
  work: (tx: Transaction) => Promise<string>,
): Promise<Spent> {
  const formKey = needKey(key)
  const bodyHash = hashOf(body)
  const spent = await house.db.transaction(async (tx) => {
    const claimed = await tx
      .insert(spentKeys)
      .values({ key: formKey, bodyHash, location: '', status: 303, spentAt: house.clock.now() })
      .onConflictDoNothing()
      .returning({ key: spentKeys.key })
    if (claimed.length === 0) {
      const first = await firstUnder(tx, formKey, bodyHash)
      if (!first) throw new Error('spent key vanished')
      return first
    }
    const location = await work(tx)
    await tx.update(spentKeys).set({ location }).where(eq(spentKeys.key, formKey))
    crashPoint('before-commit')
    return { location, isRepeat: false, bodyChanged: false }
  })
  crashPoint('after-commit-before-response')
  return spent
}

/**
 * The same for an act whose rows are all known before the first is written: they, the key and the commit are one statement, shared with other acts of
 * the same moment. `draft` reads, gathers and returns the address; what it gathered is thrown away where the key turns out to be spent.
 *
 * @throws an error with the SQLSTATE `keyTaken` where another key that the draft spends was taken
 */
export async function onceTogether(
  house: { db: Database; clock: Clock },
  key: string | undefined,
  body: string,
  draft: (rows: Rows) => Promise<string>,
): Promise<Spent> {
  const formKey = needKey(key)
  const bodyHash = hashOf(body)
  const rows = new Rows()
  const location = await draft(rows)
  rows.spend({ key: formKey, bodyHash, location, status: 303, spentAt: house.clock.now() })
  crashPoint('before-commit')
  const failure = await commitTogether(house.db, rows)
  if (failure) {
    const first = sqlState(failure) === keyTaken ? await firstUnder(house.db, formKey, bodyHash) : null
    if (first) return first
    throw failure
  }
  crashPoint('after-commit-before-response')
  return { location, isRepeat: false, bodyChanged: false }
}

function needKey(key: string | undefined): string {
  if (key && isId(key)) return key
  throw new Refusal('no-form-key', '这张表单已失效，您填写的内容还在，请再点一次提交。', { field: 'formKey' })
}

const hashOf = (body: string): Buffer => createHash('sha256').update(body).digest()

async function firstUnder(db: Db, key: string, bodyHash: Buffer): Promise<Spent | null> {
  const [first] = await db.select().from(spentKeys).where(eq(spentKeys.key, key))
  return first ? { location: first.location, isRepeat: true, bodyChanged: !first.bodyHash.equals(bodyHash) } : null
}

/** Whether this form has already had its effect; one that is under way has not. */
export async function isSpent({ db }: { db: Db }, key: string): Promise<boolean> {
  if (!isId(key)) return false
  const [row] = await db.select({ key: spentKeys.key }).from(spentKeys).where(eq(spentKeys.key, key))
  return row !== undefined
}

/** Keys older than a week answer nobody any more. */
export async function forgetSpentKeys(house: { db: Database; clock: Clock }): Promise<void> {
  const before = house.clock.now().subtract({ hours: 24 * 7 })
  await house.db.delete(spentKeys).where(sql`${spentKeys.spentAt} < ${before.toString()}::timestamptz`)
}
