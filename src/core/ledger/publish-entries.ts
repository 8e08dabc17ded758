import { and, asc, eq, isNull, lt, sql } from 'drizzle-orm'
import { crashPoint } from '#platform/crash-points.ts'
import type { Database, Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { checkpointText } from './checkpoint.ts'
import { emptyRoot, leafHash, rootOf } from './merkle.ts'
import { type Signer, signerOf } from './note.ts'
import { ledgerEntries, ledgerLog, ledgerTiles } from './tables.ts'
import { appendEntries, appendHashes, type ReadTile, subtreesIn, type Tile } from './tiles.ts'

type Publishing = Pick<House, 'db' | 'secrets' | 'clock' | 'config'>
export type Log = typeof ledgerLog.$inferSelect

const publisherLock = 20_221_017
const batch = 2000

/** The key of this installation: derived from its master key, so that a backup takes it along. */
export const logSigner = (secrets: House['secrets'], origin: string): Signer =>
  signerOf(origin, Buffer.from(secrets.deriveKey('ledger/ed25519'), 'hex'))

/**
 * The publisher: gives every waiting entry its place, writes the tiles, signs the new tree and publishes its checkpoint. One at a time (advisory lock); two that
 * start together never fork. What is true when the process dies stands at each step; whoever runs next goes on from there by this same function.
 *
 * @returns how many entries were given their place
 */
export async function publishEntries(house: Publishing): Promise<number> {
  await openLog(house)
  let placed = 0
  // Dies before the commit of a batch: its entries wait as before, no tile was written.
  for (let more = batch; more === batch; placed += more) more = await placeEntries(house.db)
  // Dies here: the tiles of the larger tree are there, and nobody was told of it. The next run signs it.
  crashPoint('after-tile-before-checkpoint')
  await publishCheckpoint(house)
  return placed
}

/** The log begins with nothing in it, under the name that it keeps. */
export async function openLog(house: Pick<House, 'db' | 'config'>): Promise<void> {
  await house.db
    .insert(ledgerLog)
    .values({ id: 1, origin: originOf(house), size: 0, root: emptyRoot, publishedSize: 0, note: null })
    .onConflictDoNothing()
}

/** The name of a log that begins now. */
export const originOf = ({ config }: Pick<House, 'config'>): string =>
  `${config.publicUrl ? new URL(config.publicUrl).host : `${config.cityCode}.yangguang.invalid`}/ledger`

/** Which entries wait is asked of the rows themselves: they do not commit in the order of their ids. */
const placeEntries = (db: Database): Promise<number> =>
  db.transaction(async (tx) => {
    if (!(await isOnlyPublisher(tx))) return 0
    const log = await needLog(tx)
    const waiting = await tx
      .select({ id: ledgerEntries.id, entry: ledgerEntries.entry })
      .from(ledgerEntries)
      .where(isNull(ledgerEntries.leafIndex))
      .orderBy(asc(ledgerEntries.id))
      .limit(batch)
    if (waiting.length === 0) return 0
    await appendLeaves(tx, log, waiting)
    return waiting.length
  })

/** Gives entries their places after the last, in the order given, with tiles and root. The caller is the only publisher. */
export async function appendLeaves(tx: Db, log: Log, waiting: readonly { id: string; entry: Buffer }[]): Promise<void> {
  const entries = waiting.map(({ entry }) => entry)
  const read = tilesOf(tx)
  const changed = [
    ...(await appendHashes(read, log.size, entries.map(leafHash))),
    ...(await appendEntries(read, log.size, entries)),
  ]
  await writeTiles(tx, changed)
  const size = log.size + waiting.length
  const root = await rootOf(subtreesIn(tilesOf(tx)), 0, size)
  await tx.execute(sql`update ledger_entries set leaf_index = ${log.size} + place - 1
    from unnest(${sql.param(waiting.map(({ id }) => id))}::uuid[]) with ordinality as placed (placed_id, place) where id = placed_id`)
  const moved = await tx
    .update(ledgerLog)
    .set({ size, root })
    .where(and(eq(ledgerLog.id, 1), eq(ledgerLog.size, log.size)))
    .returning({ id: ledgerLog.id })
  if (moved.length !== 1) throw new Error('another publisher has moved the log')
}

async function writeTiles(tx: Db, tiles: readonly Tile[]): Promise<void> {
  await tx.execute(sql`insert into ledger_tiles (level, index, data)
    select * from unnest(${sql.param(tiles.map(({ level }) => level))}::smallint[], ${sql.param(tiles.map(({ index }) => index))}::bigint[],
      ${sql.param(tiles.map(({ data }) => data))}::bytea[])
    on conflict (level, index) do update set data = excluded.data`)
}

const publishCheckpoint = ({ db, secrets, clock }: Publishing): Promise<void> =>
  db.transaction(async (tx) => {
    if (!(await isOnlyPublisher(tx))) return
    const log = await needLog(tx)
    if (log.note !== null && log.publishedSize === log.size) return
    const text = checkpointText(log)
    const note = `${text}\n${logSigner(secrets, log.origin).sign(text)}`
    // Dies here: signed, but nobody has seen it. The next run signs the same tree, or a larger one that begins with it.
    crashPoint('after-checkpoint-before-publish')
    await tx
      .update(ledgerLog)
      .set({ publishedSize: log.size, note, publishedAt: clock.now() })
      .where(and(eq(ledgerLog.id, 1), log.note === null ? undefined : lt(ledgerLog.publishedSize, log.size)))
  })

export async function isOnlyPublisher(tx: Db): Promise<boolean> {
  const { rows } = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${publisherLock}) as mine`)
  return rows[0]?.mine === true
}

export async function readLog(db: Db): Promise<Log | null> {
  const [log] = await db.select().from(ledgerLog)
  return log ?? null
}

async function needLog(db: Db): Promise<Log> {
  const log = await readLog(db)
  if (!log) throw new Error('the log is not open')
  return log
}

/** Each tile is read once for one proof or one batch. */
export function tilesOf(db: Db): ReadTile {
  const known = new Map<string, Promise<Buffer | null>>()
  return ({ level, index }) => {
    const key = `${level}/${index}`
    const found = known.get(key) ?? readTile(db, level, index)
    known.set(key, found)
    return found
  }
}

async function readTile(db: Db, level: number, index: number): Promise<Buffer | null> {
  const [row] = await db
    .select({ data: ledgerTiles.data })
    .from(ledgerTiles)
    .where(and(eq(ledgerTiles.level, level), eq(ledgerTiles.index, index)))
  return row?.data ?? null
}
