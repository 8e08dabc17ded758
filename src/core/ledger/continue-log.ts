import { eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { touch } from '#platform/page-cache/index.ts'
import { enterRecord } from './enter-record.ts'
import { type Copy, entriesOfCopy, readCopy } from './kept-copy.ts'
import { emptyRoot, rootOf } from './merkle.ts'
import { appendLeaves, isOnlyPublisher, type Log, openLog, originOf, readLog, tilesOf } from './publish-entries.ts'
import { defineRecordTypes } from './record-types.ts'
import { ledgerEntries, ledgerLog, ledgerWitnesses } from './tables.ts'
import { subtreesIn } from './tiles.ts'
import { sizesOfWitnesses } from './witnesses.ts'

defineRecordTypes({ 'ledger.continued': '从备份恢复后接回记录', 'ledger.renewed': '另起一个公示存证' })

/** Of entries that were published and whose acts are not in the restored data. */
const lostSubject = 'lostInRestore'

const whatToDo =
  '数据库比公布过的旧，多半是恢复了旧备份。请先用 npm run restore 恢复（它会接回公布过的记录），或把最后的副本放到 LEDGER_COPY 后运行 npm start -- ledger continue；副本确实没有了，运行 npm start -- ledger renew "理由"，另起一个公示存证，这件事会公开记下。'

/**
 * Refuses, with what to do, where the database does not contain what was published: the copy beside it, or a witness, knows more, or another history. Asked before anything is
 * served, and before each publishing: two histories under one name would be signed otherwise.
 *
 * @throws Error with the sentence for the operator
 */
export async function expectNothingLost(house: House, asks: { witnesses: boolean }): Promise<void> {
  // The database last: what is published while we read makes it larger than the copy, never smaller.
  const copy = await readCopy(house)
  const log = await readLog(house.db)
  const published = log?.publishedSize ?? 0
  if (copy && log && log.origin !== copy.origin && !(await isSuccessor(house.db, copy)))
    throw new Error(
      `不能启动：公示存证的副本是“${copy.origin}”的，数据库里的是“${log.origin}”。请核对 LEDGER_COPY 和 DATABASE_URL。`,
    )
  if (copy && (!log || log.origin === copy.origin)) {
    if (published < copy.size)
      throw new Error(`不能启动：公示存证公布过 ${copy.size} 条记录，数据库里只有 ${published} 条。${whatToDo}`)
    if (!(await rootAt(house.db, copy.size)).equals(copy.root))
      throw new Error(
        `不能启动：数据库里公示存证的前 ${copy.size} 条与公布过的不同，历史被换过。请停下来查明原因：换回原来的数据库，或用备份恢复。`,
      )
  }
  if (!asks.witnesses) return
  const seen = await sizesOfWitnesses(house, log)
  const now = (await readLog(house.db))?.publishedSize ?? 0
  for (const { name, size } of seen)
    if (size > now)
      throw new Error(`不能启动：见证机构 ${name} 看到过 ${size} 条记录，数据库里只有 ${now} 条。${whatToDo}`)
}

const rootAt = (db: Db, size: number): Promise<Buffer> =>
  size === 0 ? Promise.resolve(emptyRoot) : rootOf(subtreesIn(tilesOf(db)), 0, size)

/** Begun anew, in public, instead of the log of that copy: `keepCopy` sets it aside. */
async function isSuccessor(db: Db, { origin }: Copy): Promise<boolean> {
  const [row] = await db
    .select({ id: ledgerEntries.id })
    .from(ledgerEntries)
    .where(sql`${ledgerEntries.type} = 'ledger.renewed' and ${ledgerEntries.subjectId} = ${origin}`)
  return row !== undefined
}

/**
 * 接回记录：what was published after the backup comes back into the record from the copy, at its places, without the words, which only the lost data had. So the log goes on
 * under its name, witnesses go on signing, and a new entry says in public that it was restored, from where on, and why.
 *
 * @returns how many came back; null where nothing is lost
 * @throws Error where the copy is not the continuation of this database
 */
export async function continueLog(house: House, ground: string): Promise<number | null> {
  const copy = await readCopy(house)
  if (!copy) return null
  await openLog(house)
  const entries = await entriesOfCopy(house, copy.size)
  const back = await house.db.transaction(async (tx) => {
    if (!(await isOnlyPublisher(tx))) throw new Error('公示存证正在公布：请先停止全部进程。')
    let log = await needed(tx)
    if (log.publishedSize >= copy.size) return null
    if (log.size === 0 && log.origin !== copy.origin) {
      await tx.update(ledgerLog).set({ origin: copy.origin }).where(eq(ledgerLog.id, 1))
      log = await needed(tx)
    }
    if (log.origin !== copy.origin) throw new Error(`副本是“${copy.origin}”的，数据库里的是“${log.origin}”。`)
    const from = log.size
    const missing = entries.slice(from)
    if (missing.length > 0) await bringBack(tx, log, missing)
    const now = await needed(tx)
    if (!(await rootAt(tx, copy.size)).equals(copy.root))
      throw new Error('副本不是从这个数据库的记录延续下来的：没有接回，什么都没有改。')
    await tx
      .update(ledgerLog)
      .set({ publishedSize: copy.size, note: copy.note, publishedAt: house.clock.now() })
      .where(eq(ledgerLog.id, 1))
    await enterRecord(tx, {
      ...{ type: 'ledger.continued', subjectType: 'ledger', subjectId: log.origin, version: now.size },
      at: house.clock.now(),
      document: { ground, knownToBackup: from, publishedBefore: copy.size },
    })
    await touch(tx, ['ledger'])
    return missing.length
  })
  return back
}

/** An entry that the backup has, waiting for its place, gets the one that it was given; the others come back as what was published of them. */
async function bringBack(tx: Db, log: Log, missing: readonly Buffer[]): Promise<void> {
  const said = missing.map((entry) => ({
    entry,
    ...(JSON.parse(entry.toString()) as { id: string; type: string; at: string }),
  }))
  const waiting = await tx
    .select({ id: ledgerEntries.id })
    .from(ledgerEntries)
    .where(
      inArray(
        ledgerEntries.id,
        said.map(({ id }) => id),
      ),
    )
  const known = new Set(waiting.map(({ id }) => id))
  for (const { id, type, at, entry } of said) {
    if (known.has(id)) continue
    const of = { subjectType: lostSubject, subjectId: id, version: 1, at: Temporal.Instant.from(at) }
    await tx.insert(ledgerEntries).values({ id, type, ...of, entry, leafIndex: null })
  }
  await appendLeaves(tx, log, said)
}

/**
 * 另起：where what was published is lost for good. The record goes on under a new name with a new key, so that nobody takes it for the old one; its first new entry says which log it
 * follows and why. Witnesses begin with it anew.
 */
export async function renewLog(house: House, ground: string): Promise<string> {
  await openLog(house)
  return house.db.transaction(async (tx) => {
    if (!(await isOnlyPublisher(tx))) throw new Error('公示存证正在公布：请先停止全部进程。')
    const log = await needed(tx)
    const former = (await readCopy(house).catch(() => null)) ?? log
    // A name that was used is never used again, and the copy may know of a later one than the data.
    const origin = `${originOf(house)}/${Math.max(turnOf(log.origin), turnOf(former.origin)) + 1}`
    await tx
      .update(ledgerLog)
      .set({ origin, publishedSize: 0, note: null, publishedAt: null })
      .where(eq(ledgerLog.id, 1))
    await tx.delete(ledgerWitnesses)
    await enterRecord(tx, {
      ...{ type: 'ledger.renewed', subjectType: 'ledger', subjectId: former.origin, version: 1 },
      at: house.clock.now(),
      document: { ground, former: former.origin, formerSize: former.size, kept: log.size, origin },
    })
    await touch(tx, ['ledger'])
    return origin
  })
}

const turnOf = (origin: string): number => Number(/\/ledger\/(\d+)$/.exec(origin)?.[1] ?? 1)

async function needed(db: Db): Promise<Log> {
  const log = await readLog(db)
  if (!log) throw new Error('the log is not open')
  return log
}
