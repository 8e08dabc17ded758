import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { checkTiles } from './check-tiles.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { emptyRoot, leafHash, rootOf } from './merkle.ts'
import { openNote, parseVerifierKey } from './note.ts'
import { type Log, logSigner, readLog, tilesOf } from './publish-entries.ts'
import { entriesIn, hashLength, subtreesIn, tileWidth } from './tiles.ts'

/** So many bundles are compared by one statement: 51,200 entries. */
const bundlesAtOnce = 200
/** So many sentences are said; the first says where to look. */
export const mostFaults = 20

type Checking = Pick<House, 'secrets'> & { db: Db }
/** Places of the entries whose documents are compared too: the dear part, since every word that is public is read. */
export type Slice = { from: number; to: number }

/**
 * 自查: every row is what its bundle and its tile say, every tile what the one above it says, all together have the root that was signed, and each public document has the
 * digest of its entry. The database compares whole bundles by itself; only where one differs are its rows looked at one by one. One sentence for each difference, empty is good: a
 * superuser's change or deletion of a row is named here, whatever the guards of the tables. Looks no further than the log went when it began: what is published meanwhile is the next
 * check's.
 */
export async function checkLedger({ db, secrets }: Checking, documents?: Slice): Promise<string[]> {
  const log = await readLog(db)
  if (!log) return []
  const faults = await checkRows(db, log.size)
  faults.push(...(await checkTiles(db, log.size)))
  faults.push(...(await checkDocuments(db, documents ?? { from: 0, to: log.size })))
  faults.push(...(await checkRoots(db, log, secrets)))
  return faults.slice(0, mostFaults)
}

async function checkRows(db: Db, size: number): Promise<string[]> {
  const faults: string[] = []
  for (let from = 0; from < size && faults.length < mostFaults; from += bundlesAtOnce * tileWidth) {
    for (const bundle of await differingBundles(db, from, Math.min(from + bundlesAtOnce * tileWidth, size)))
      faults.push(...(await nameRows(db, bundle, size)))
  }
  return faults
}

/** What a row says of itself beside its entry: as it stands in RFC 8785, with the time to the second. */
const rowSays = sql.raw(`position(convert_to('{"at":"'
    || to_char(date_trunc('second', at + interval '0.5 seconds') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
    || '","digest":"', 'UTF8') in entry) = 1
  and position(convert_to('","id":"' || id || '","sm3":"', 'UTF8') in entry) > 0
  and position(convert_to('","type":"' || type || '"}', 'UTF8') in entry) > 0`)

/** Numbers of the bundles between two places whose rows are not what was published. */
async function differingBundles(db: Db, from: number, to: number): Promise<number[]> {
  const { rows } = await db.execute<{ bundle: string }>(sql`
    with held as (
      select leaf_index / ${tileWidth} as bundle, bool_and(${rowSays}) as says,
        string_agg(sha256('\\x00'::bytea || entry), ''::bytea order by leaf_index) as hashes,
        string_agg(substring(int4send(length(entry)) from 3 for 2) || entry, ''::bytea order by leaf_index) as bytes
      from ledger_entries where leaf_index >= ${from} and leaf_index < ${to} group by 1)
    select expected.bundle from generate_series(${from / tileWidth}::bigint, ${Math.ceil(to / tileWidth) - 1}::bigint) as expected (bundle)
      left join held using (bundle)
      left join ledger_tiles tile on tile.level = 0 and tile.index = expected.bundle
      left join ledger_tiles entries on entries.level = -1 and entries.index = expected.bundle
    where (held.says and length(held.hashes) = ${hashLength} * least(${tileWidth}, ${to} - expected.bundle * ${tileWidth})
      and substring(tile.data for length(held.hashes)) = held.hashes and substring(entries.data for length(held.bytes)) = held.bytes) is not true
    order by 1`)
  return rows.map(({ bundle }) => Number(bundle))
}

/** Which rows of a bundle they are, and how they differ. */
async function nameRows(db: Db, bundle: number, size: number): Promise<string[]> {
  const first = bundle * tileWidth
  const last = Math.min(first + tileWidth, size) - 1
  const { rows } = await db.execute<{ place: string; entry: Buffer; says: boolean }>(
    sql`select leaf_index as place, entry, ${rowSays} as says from ledger_entries where leaf_index between ${first} and ${last}`,
  )
  const held = new Map(rows.map((row) => [Number(row.place), row]))
  const read = tilesOf(db)
  const published = readableEntries(await read({ level: -1, index: bundle }))
  const hashes = (await read({ level: 0, index: bundle })) ?? Buffer.alloc(0)
  const faults: string[] = []
  for (let place = first; place <= last; place++) {
    const row = held.get(place)
    const at = place - first
    if (!row) faults.push(`缺第 ${place} 号记录`)
    else if (!published[at]?.equals(row.entry)) faults.push(`第 ${place} 号记录与已发布的不一致`)
    else if (!hashes.subarray(at * hashLength, (at + 1) * hashLength).equals(leafHash(row.entry)))
      faults.push(`第 ${place} 号记录的指纹与已发布的不一致`)
    else if (!row.says) faults.push(`第 ${place} 号记录的类型、时间或编号与已发布的不一致`)
  }
  return faults.length > 0 ? faults : [`第 ${first} 号到第 ${last} 号记录与已发布的不一致`]
}

/** As far as a bundle can be read that somebody may have changed. */
function readableEntries(bundle: Buffer | null): Buffer[] {
  try {
    return entriesIn(bundle ?? Buffer.alloc(0))
  } catch {
    return []
  }
}

async function checkDocuments(db: Db, { from, to }: Slice): Promise<string[]> {
  const faults: string[] = []
  for (let at = from; at < to && faults.length < mostFaults; at += bundlesAtOnce * tileWidth) {
    const { rows } = await db.execute<{ place: string }>(sql`
      select leaf_index as place from ledger_entries
      where leaf_index >= ${at} and leaf_index < ${Math.min(at + bundlesAtOnce * tileWidth, to)} and document is not null
        and (salt is null or position(convert_to('"digest":"' || encode(sha256(salt || document), 'hex') || '"', 'UTF8') in entry) = 0)
      order by 1 limit ${mostFaults}`)
    faults.push(...rows.map(({ place }) => `第 ${place} 号记录的原文与散列不一致`))
  }
  return faults
}

/** The tiles, each of which was compared, have the root that is written, and the one that was signed. */
async function checkRoots(db: Db, log: Log, secrets: House['secrets']): Promise<string[]> {
  const rootAt = async (size: number): Promise<Buffer | null> => {
    if (size === 0) return emptyRoot
    // A tile that is gone or too short was named before.
    return rootOf(subtreesIn(tilesOf(db)), 0, size).catch(() => null)
  }
  const faults = (await rootAt(log.size))?.equals(log.root) ? [] : ['全部记录的根与登记的根不一致']
  if (log.note)
    faults.push(...checkNote(log, await rootAt(log.publishedSize), logSigner(secrets, log.origin).verifierKey))
  return faults
}

function checkNote(
  { note, origin, publishedSize }: Pick<Log, 'note' | 'origin' | 'publishedSize'>,
  root: Buffer | null,
  verifierKey: string,
): string[] {
  try {
    const key = parseVerifierKey(verifierKey)
    const checkpoint = parseCheckpoint(openNote(Buffer.from(note ?? ''), key ? [key] : []).text)
    const holds =
      checkpoint?.origin === origin &&
      checkpoint.size === publishedSize &&
      root !== null &&
      checkpoint.root.equals(root)
    return holds ? [] : ['已发布的检查点与记录不一致']
  } catch (error) {
    return [`已发布的检查点签名不对：${error instanceof Error ? error.message : String(error)}`]
  }
}
