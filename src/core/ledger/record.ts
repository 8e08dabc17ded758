import { and, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { proofFile } from './checkpoint.ts'
import { digestOf } from './enter-record.ts'
import { inclusionProof } from './merkle.ts'
import { readLog, tilesOf } from './publish-entries.ts'
import { ledgerEntries } from './tables.ts'
import { subtreesIn } from './tiles.ts'
import { cosignatures } from './witnesses.ts'

/** An entry with its place, as the public sees it. */
export type RecordedEntry = {
  id: string
  index: number
  type: string
  at: Temporal.Instant
  sha256: string
  sm3: string
  /** Whether what was published can still be fetched. */
  hasDocument: boolean
  /** Published before the data was restored from a backup that did not have it. */
  isLost: boolean
  /** Whether a published checkpoint holds it: at most a minute after the act. */
  isPublished: boolean
}

export const entriesPerPage = 50

const columns = {
  id: ledgerEntries.id,
  index: ledgerEntries.leafIndex,
  type: ledgerEntries.type,
  at: ledgerEntries.at,
  entry: ledgerEntries.entry,
  hasDocument: sql<boolean>`${ledgerEntries.document} is not null`,
  isLost: sql<boolean>`${ledgerEntries.subjectType} = 'lostInRestore'`,
}
type Row = Pick<typeof ledgerEntries.$inferSelect, 'id' | 'type' | 'at' | 'entry'> & {
  index: number | null
  hasDocument: boolean
  isLost: boolean
}

function recorded({ entry, index, ...row }: Row, publishedSize: number): RecordedEntry {
  const { digest, sm3 } = JSON.parse(entry.toString()) as { digest: string; sm3: string }
  const place = index ?? -1
  return { ...row, index: place, sha256: digest, sm3, isPublished: place >= 0 && place < publishedSize }
}

/** Newest first; `before` pages towards older ones, `after` back. */
export async function recordedEntries(
  db: Db,
  { before, after }: { before?: number | undefined; after?: number | undefined },
): Promise<{ entries: RecordedEntry[]; hasMore: boolean }> {
  const rows = await db
    .select(columns)
    .from(ledgerEntries)
    .where(
      and(
        sql`${ledgerEntries.leafIndex} is not null`,
        before === undefined ? undefined : lt(ledgerEntries.leafIndex, before),
        after === undefined ? undefined : gt(ledgerEntries.leafIndex, after),
      ),
    )
    .orderBy(after === undefined ? desc(ledgerEntries.leafIndex) : ledgerEntries.leafIndex)
    .limit(entriesPerPage + 1)
  const size = (await readLog(db))?.publishedSize ?? 0
  const entries = rows.slice(0, entriesPerPage).map((row) => recorded(row, size))
  return { entries: after === undefined ? entries : entries.reverse(), hasMore: rows.length > entriesPerPage }
}

export async function recordedEntry(db: Db, index: number): Promise<RecordedEntry | null> {
  const [row] = await db.select(columns).from(ledgerEntries).where(eq(ledgerEntries.leafIndex, index))
  return row ? recorded(row, (await readLog(db))?.publishedSize ?? 0) : null
}

/** The bytes that were hashed into the tree. */
export async function leafOf(db: Db, index: number): Promise<Buffer | null> {
  const [row] = await db
    .select({ entry: ledgerEntries.entry })
    .from(ledgerEntries)
    .where(eq(ledgerEntries.leafIndex, index))
  return row?.entry ?? null
}

/** What was published, byte for byte, with the salt that its digest needs; null once it is no longer public. */
export async function recordedDocument(db: Db, id: string): Promise<{ document: Buffer; salt: Buffer } | null> {
  const [row] = await db
    .select({ document: ledgerEntries.document, salt: ledgerEntries.salt })
    .from(ledgerEntries)
    .where(eq(ledgerEntries.id, id))
  return row?.document && row.salt ? { document: row.document, salt: row.salt } : null
}

/** The way of an entry to the checkpoint that stands now; null before there is one that holds it. */
export async function proofOf(db: Db, index: number): Promise<string | null> {
  const log = await readLog(db)
  if (!log?.note || index >= log.publishedSize) return null
  const hashes = await inclusionProof(subtreesIn(tilesOf(db)), index, log.publishedSize)
  return proofFile(index, hashes, log.note + (await cosignatures(db, log.publishedSize)))
}

/** By the id that stands in the entry; null while it waits, or where there is none. */
export async function placeOfEntry(db: Db, id: string): Promise<number | null> {
  const [row] = await db.select({ place: ledgerEntries.leafIndex }).from(ledgerEntries).where(eq(ledgerEntries.id, id))
  return row?.place ?? null
}

/** What stands wherever something that is in the record is shown: 已存证, its number, its time. */
export type InRecord = { place: number | null; at: Temporal.Instant }

/** The entries about some things of one kind, by their keys: each one's newest version. */
export async function findInRecord(
  db: Db,
  subjectType: string,
  subjectIds: readonly string[],
): Promise<Map<string, InRecord>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await db
    .select({ subjectId: ledgerEntries.subjectId, place: ledgerEntries.leafIndex, at: ledgerEntries.at })
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.subjectType, subjectType), inArray(ledgerEntries.subjectId, [...subjectIds])))
    .orderBy(ledgerEntries.version)
  return new Map(rows.map(({ subjectId, ...found }) => [subjectId, found]))
}

/** One version of what a room entered; found by its unique index. */
type Version = { subjectType: string; subjectId: string; version: number }

const isVersion = ({ subjectType, subjectId, version }: Version) =>
  and(
    eq(ledgerEntries.subjectType, subjectType),
    eq(ledgerEntries.subjectId, subjectId),
    eq(ledgerEntries.version, version),
  )

/** What was published of one version, byte for byte; null where it was not entered or is no longer public. */
export async function documentInRecord(db: Db, of: Version): Promise<Buffer | null> {
  const [row] = await db.select({ document: ledgerEntries.document }).from(ledgerEntries).where(isVersion(of))
  return row?.document ?? null
}

/** For a statement of another room: the place of the newest entry about something, as a scalar. `id` and `version` are SQL of that statement. */
export const placeInRecord = (subjectType: string, id: string, version: string): string =>
  `(select leaf_index from ledger_entries where subject_type = '${subjectType}' and subject_id = ${id}::text and version = ${version})`

/** What was entered about something, with its bytes, in the act's own words: for a room that goes on from what it committed to. Null where it is gone, or changed. */
export async function enteredDocument(
  db: Db,
  about: Version,
): Promise<{ id: string; index: number | null; entry: Buffer; document: Buffer; salt: Buffer } | null> {
  const [row] = await db.select().from(ledgerEntries).where(isVersion(about))
  if (!row?.document || !row.salt) return null
  const { digest } = JSON.parse(row.entry.toString()) as { digest: string }
  if (digest !== digestOf('sha256', row.salt, row.document)) return null
  return { id: row.id, index: row.leafIndex, entry: row.entry, document: row.document, salt: row.salt }
}

/** Where an entry stands in the published record; null while no published checkpoint holds it. */
export async function placeOf(db: Db, about: Version): Promise<number | null> {
  const [row] = await db.select({ index: ledgerEntries.leafIndex }).from(ledgerEntries).where(isVersion(about))
  const size = (await readLog(db))?.publishedSize ?? 0
  return row?.index !== null && row?.index !== undefined && row.index < size ? row.index : null
}
