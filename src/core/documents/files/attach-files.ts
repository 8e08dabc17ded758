import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { enqueue } from '#platform/jobs.ts'
import { Refusal } from '#platform/refusal.ts'
import { type FileRow, files } from './tables.ts'
import { uploadLimits } from './upload-limits.ts'

type Visibility = FileRow['visibility']

/**
 * In the act's transaction: the pending files of this form become the matter's. Ids of another form, or gone after 24 hours, refuse
 * the act, so that nobody believes a photo was sent that was not.
 */
export async function attachFiles(
  tx: Db,
  house: Pick<House, 'secrets'>,
  files_: { ids: string[]; owner: string; matterId: string; visibility?: Visibility },
): Promise<FileRow[]> {
  if (files_.ids.length === 0) return []
  const ids = [...new Set(files_.ids)]
  // Several requests with one form key each see room for their own files; what counts is what the act would take.
  if (ids.length > uploadLimits.files) {
    throw new Refusal(
      'too-many-files',
      `最多传 ${uploadLimits.files} 个文件，现在有 ${ids.length} 个，请勾选去掉一些。`,
      {
        field: 'files',
      },
    )
  }
  const attached = await tx
    .update(files)
    .set({
      state: 'kept',
      matterId: files_.matterId,
      pendingUntil: null,
      ownerHash: null,
      ...(files_.visibility ? { visibility: files_.visibility } : {}),
    })
    .where(
      and(
        inArray(files.id, ids),
        eq(files.state, 'pending'),
        eq(files.ownerHash, house.secrets.lookupHash(files_.owner, 'files.owner')),
      ),
    )
    .returning()
  if (attached.length !== ids.length) {
    throw new Refusal('files-gone', '有的附件已超过 24 小时被清除，请重新选择附件再提交。', { field: 'files' })
  }
  return attached
}

/** Files that people sent for several matters, oldest first; the caller has already decided who may see them. Papers are listed apart. */
export async function filesOf(
  db: Db,
  matterIds: string[],
  visible: Visibility[] = ['asker', 'staff', 'published'],
): Promise<FileRow[]> {
  if (matterIds.length === 0) return []
  return db
    .select()
    .from(files)
    .where(
      and(
        inArray(files.matterId, matterIds),
        eq(files.state, 'kept'),
        ne(files.uploader, 'system'),
        inArray(files.visibility, visible),
      ),
    )
    .orderBy(asc(files.createdAt), asc(files.id))
}

/** Who else may see these files from now on; `published` only after somebody has looked at them. */
export async function showFiles(tx: Db, matterId: string, ids: string[], visibility: Visibility): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(files)
    .set({ visibility })
    .where(and(eq(files.matterId, matterId), inArray(files.id, ids), eq(files.state, 'kept')))
}

/** Forgets the names at once; the sweep deletes what lies in storage after the commit. Ids: only these, else all of the matter. */
export async function eraseFiles(tx: Db, matterId: string, at: Temporal.Instant, ids?: string[]): Promise<void> {
  await tx
    .update(files)
    .set({ state: 'removed', originalName: null, pendingUntil: at })
    .where(and(eq(files.matterId, matterId), ids ? inArray(files.id, ids) : undefined))
  await enqueue(tx, 'documents:sweep-files', {})
}
