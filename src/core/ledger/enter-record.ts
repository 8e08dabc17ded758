import { createHash, randomBytes } from 'node:crypto'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
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
}

/**
 * 存证: writes the entry in the transaction of the act, so that the one is there exactly when the other is. It waits without a place for the publisher, so that
 * no act waits for another. The same version of the same thing is entered once; a second time changes nothing.
 */
export async function enterRecord(tx: Db, { document, ...given }: Entering): Promise<void> {
  const id = newId()
  const salt = randomBytes(16)
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
    .values({ id, ...given, entry, document: content, salt, leafIndex: null })
    .onConflictDoNothing({ target: [ledgerEntries.subjectType, ledgerEntries.subjectId, ledgerEntries.version] })
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
