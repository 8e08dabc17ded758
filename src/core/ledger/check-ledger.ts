import { and, asc, gt, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { digestOf } from './enter-record.ts'
import { emptyRoot, leafHash, nodeHash } from './merkle.ts'
import { openNote, parseVerifierKey } from './note.ts'
import { logSigner, readLog, tilesOf } from './publish-entries.ts'
import { ledgerEntries } from './tables.ts'
import { entriesIn, tileWidth } from './tiles.ts'

const batch = 1000

/**
 * Replays every entry: its bytes are those of the bundle, its digests those of its document, all together have the root that was signed. One sentence for each
 * difference; empty is good. A superuser's change of a row is named here, whatever the guards of the table.
 */
export async function checkLedger({ db, secrets }: Pick<House, 'secrets'> & { db: Db }): Promise<string[]> {
  const log = await readLog(db)
  if (!log) return []
  const faults: string[] = []
  // Hashes of whole subtrees on the way, the largest first; as in the carry of a binary counter.
  const way: { size: number; hash: Buffer }[] = []
  let published: Buffer | null = null
  let next = 0
  let bundle: Buffer[] = []
  for (let rows = await entriesFrom(db, -1); rows.length > 0; rows = await entriesFrom(db, next - 1)) {
    for (const { id, index, entry, document, salt } of rows) {
      if (index !== next) {
        faults.push(`缺第 ${next} 号记录`)
        return faults
      }
      if (next % tileWidth === 0)
        bundle = entriesIn((await tilesOf(db)({ level: -1, index: next / tileWidth })) ?? Buffer.alloc(0))
      if (!bundle[next % tileWidth]?.equals(entry)) faults.push(`第 ${next} 号记录与已发布的不一致`)
      if (document && salt && !isOf(entry, { id, document, salt })) faults.push(`第 ${next} 号记录的原文与散列不一致`)
      push(way, leafHash(entry))
      next += 1
      if (next === log.publishedSize) published = rootOfWay(way)
    }
  }
  if (next !== log.size) faults.push(`树有 ${log.size} 条记录，表里有 ${next} 条`)
  else if (!rootOfWay(way).equals(log.root)) faults.push('全部记录的根与登记的根不一致')
  if (log.note) faults.push(...checkNote(log, published ?? emptyRoot, logSigner(secrets, log.origin).verifierKey))
  return faults
}

const entriesFrom = (db: Db, after: number) =>
  db
    .select({
      id: ledgerEntries.id,
      index: ledgerEntries.leafIndex,
      entry: ledgerEntries.entry,
      document: ledgerEntries.document,
      salt: ledgerEntries.salt,
    })
    .from(ledgerEntries)
    .where(and(gt(ledgerEntries.leafIndex, after), sql`${ledgerEntries.leafIndex} is not null`))
    .orderBy(asc(ledgerEntries.leafIndex))
    .limit(batch)

function isOf(entry: Buffer, { id, document, salt }: { id: string; document: Buffer; salt: Buffer }): boolean {
  const said = JSON.parse(entry.toString()) as { id: string; digest: string; sm3: string }
  return (
    said.id === id && said.digest === digestOf('sha256', salt, document) && said.sm3 === digestOf('sm3', salt, document)
  )
}

function push(way: { size: number; hash: Buffer }[], leaf: Buffer): void {
  let [size, hash] = [1, leaf]
  for (let left = way.at(-1); left?.size === size; left = way.at(-1)) {
    way.pop()
    hash = nodeHash(left.hash, hash)
    size *= 2
  }
  way.push({ size, hash })
}

const rootOfWay = (way: readonly { hash: Buffer }[]): Buffer => {
  const [last, ...before] = way.map(({ hash }) => hash).reverse()
  return last ? before.reduce((right, left) => nodeHash(left, right), last) : emptyRoot
}

function checkNote(
  { note, origin, publishedSize }: { note: string | null; origin: string; publishedSize: number },
  root: Buffer,
  verifierKey: string,
): string[] {
  try {
    const key = parseVerifierKey(verifierKey)
    const checkpoint = parseCheckpoint(openNote(Buffer.from(note ?? ''), key ? [key] : []).text)
    const holds = checkpoint?.origin === origin && checkpoint.size === publishedSize && checkpoint.root.equals(root)
    return holds ? [] : ['已发布的检查点与记录不一致']
  } catch (error) {
    return [`已发布的检查点签名不对：${error instanceof Error ? error.message : String(error)}`]
  }
}
