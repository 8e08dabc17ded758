import { createHash } from 'node:crypto'
import { and, eq, isNotNull, max, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { randomFromStore } from '#platform/random.ts'
import { canonical, type Json } from './canonical.ts'
import { ledgerEntries } from './tables.ts'

/** A public act to be entered. `document` is what the public reads of it; never anything personal that is not public. */
export type Entering = {
  /** E.g. `letter.published`; named by the room that declares it (`defineRecordTypes`). */
  type: string
  subjectType: string
  subjectId: string
  version: number
  at: Temporal.Instant
  document: Json | Buffer
  /** Chosen before, where the document itself names its entry. */
  mark?: RecordMark
}

/** Which entry a document is, and the salt of its digests: chosen before a PDF is set, so that they can stand in it; its digest covers them too. */
export type RecordMark = { id: string; salt: Buffer }

export const chooseMark = (): RecordMark => ({ id: newId(), salt: randomFromStore(16) })

/** As it stands among the keywords of a PDF, where `/verify` finds it in the bytes. */
export const markWords = ({ id, salt }: RecordMark): string => `ledger-entry=${id} ledger-salt=${salt.toString('hex')}`

/**
 * 存证: writes the entry in the transaction of the act, so that the one is there exactly when the other is. It waits without a place for the publisher, so that
 * no act waits for another. The same version of the same thing is entered once; a second time changes nothing.
 */
export const enterRecord = (tx: Db, entering: Entering): Promise<void> => write(tx, entering, true)

/** 只记指纹: of what is not for everybody's eyes. Neither document nor salt is kept here: only who has the document can show that it is the one. */
export const enterHash = (tx: Db, entering: Entering & { mark: RecordMark }): Promise<void> =>
  write(tx, entering, false)

async function write(tx: Db, { document, mark, ...given }: Entering, isPublic: boolean): Promise<void> {
  const { id, salt } = mark ?? chooseMark()
  const content = Buffer.isBuffer(document) ? document : Buffer.from(canonical(document))
  const entry = Buffer.from(
    canonical({
      type: given.type,
      id,
      at: given.at.round('second').toString(),
      digest: digestOf('sha256', salt, content),
      sm3: digestOf('sm3', salt, content),
    }),
  )
  await tx
    .insert(ledgerEntries)
    .values({ id, ...given, entry, ...(isPublic && { document: content, salt }), leafIndex: null })
    .onConflictDoNothing({ target: [ledgerEntries.subjectType, ledgerEntries.subjectId, ledgerEntries.version] })
}

/** Of what is entered again and again under one key (the arrangement of a year): one more than last time. Whoever asks at once waits for the transaction of the other. */
export async function nextVersion(tx: Db, of: Pick<Entering, 'subjectType' | 'subjectId'>): Promise<number> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`ledger ${of.subjectType} ${of.subjectId}`}, 0))`,
  )
  const [last] = await tx
    .select({ version: max(ledgerEntries.version) })
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.subjectType, of.subjectType), eq(ledgerEntries.subjectId, of.subjectId)))
  return (last?.version ?? 0) + 1
}

/** With what is no longer public go its documents and their salts: the digests that stay say nothing to whoever has not the words. In the act's transaction. */
export async function forgetDocuments(tx: Db, subjectType: string, subjectId: string): Promise<void> {
  await tx
    .update(ledgerEntries)
    .set({ document: null, salt: null })
    .where(
      and(
        eq(ledgerEntries.subjectType, subjectType),
        eq(ledgerEntries.subjectId, subjectId),
        isNotNull(ledgerEntries.document),
      ),
    )
}

/** Hex of the hash over salt and document. */
export const digestOf = (hash: 'sha256' | 'sm3', salt: Buffer, document: Buffer): string =>
  createHash(hash).update(salt).update(document).digest('hex')
