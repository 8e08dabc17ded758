import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Clock } from '../clock.ts'
import type { Database, Db, Transaction } from '../database.ts'
import { isId } from '../id.ts'
import { Refusal } from '../refusal.ts'
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
  if (!key || !isId(key)) {
    throw new Refusal('no-form-key', '这张表单已失效，您填写的内容还在，请再点一次提交。', { field: 'formKey' })
  }
  const bodyHash = createHash('sha256').update(body).digest()
  return house.db.transaction(async (tx) => {
    const claimed = await tx
      .insert(spentKeys)
      .values({ key, bodyHash, location: '', status: 303, spentAt: house.clock.now() })
      .onConflictDoNothing()
      .returning({ key: spentKeys.key })
    if (claimed.length === 0) {
      const [first] = await tx.select().from(spentKeys).where(eq(spentKeys.key, key))
      if (!first) throw new Error('spent key vanished')
      return { location: first.location, isRepeat: true, bodyChanged: !first.bodyHash.equals(bodyHash) }
    }
    const location = await work(tx)
    await tx.update(spentKeys).set({ location }).where(eq(spentKeys.key, key))
    return { location, isRepeat: false, bodyChanged: false }
  })
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
