import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { cleanName } from './file-name.ts'
import { storageKey } from './storage.ts'
import { type FileRow, files } from './tables.ts'

/** What the house itself makes: a paper, a report, an export. */
export type MadeFile = { name: string; extension: string; mediaType: string; content: Uint8Array }

/**
 * Stores it as a row that the sweep will take within a day, unless `keepFile` is called in the transaction that says whose it is. So a process that dies
 * between the two leaves nothing behind, and of two that make the same thing one simply does not keep its copy.
 */
export async function storeMadeFile(
  house: Pick<House, 'db' | 'files' | 'clock'>,
  made: MadeFile,
  about: { matterId: string | null; visibility: FileRow['visibility'] },
): Promise<{ id: string; sha256: Buffer }> {
  const id = newId()
  const at = house.clock.now()
  const sha256 = createHash('sha256').update(made.content).digest()
  const key = storageKey(at, id)
  await house.db.insert(files).values({
    id,
    ...about,
    uploader: 'system',
    originalName: cleanName(made.name).name,
    mediaType: made.mediaType,
    extension: made.extension,
    bytes: made.content.length,
    sha256,
    storageKey: key,
    state: 'removed',
    pendingUntil: at.add({ hours: 24 }),
    createdAt: at,
  })
  await house.files.put(key, made.content)
  return { id, sha256 }
}

export async function keepFile(tx: Db, id: string): Promise<void> {
  await tx.update(files).set({ state: 'kept', pendingUntil: null }).where(eq(files.id, id))
}

/** The next sweep deletes it. */
export async function dropFile(tx: Db, id: string, at: Temporal.Instant): Promise<void> {
  await tx.update(files).set({ state: 'removed', originalName: null, pendingUntil: at }).where(eq(files.id, id))
}
