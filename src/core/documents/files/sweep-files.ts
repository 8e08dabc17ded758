import { and, asc, eq, inArray, lte } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { files } from './tables.ts'

/**
 * Deletes what nobody waits for any more: forms never sent, erased files, uploads cut short. Storage first, then the row: a process
 * that dies between them finds the row again, and deleting twice is no error. Returns how many.
 */
export async function sweepFiles(house: House): Promise<number> {
  let swept = 0
  for (;;) {
    const due = await house.db
      .update(files)
      .set({ state: 'removed', originalName: null })
      .where(
        inArray(
          files.id,
          house.db
            .select({ id: files.id })
            .from(files)
            .where(and(inArray(files.state, ['pending', 'removed']), lte(files.pendingUntil, house.clock.now())))
            .orderBy(asc(files.pendingUntil))
            .limit(100)
            .for('update', { skipLocked: true }),
        ),
      )
      .returning()
    for (const row of due) {
      await house.files.delete(row.storageKey)
      if (row.thumbnailKey) await house.files.delete(row.thumbnailKey)
      await house.db.delete(files).where(and(eq(files.id, row.id), eq(files.state, 'removed')))
    }
    swept += due.length
    if (due.length < 100) return swept
  }
}

/** Kept files whose content is gone from storage: one sentence each, empty when all is well. */
export async function checkFiles(house: House): Promise<string[]> {
  const kept = await house.db
    .select({ id: files.id, storageKey: files.storageKey })
    .from(files)
    .where(eq(files.state, 'kept'))
  const faults: string[] = []
  for (const row of kept) {
    if (!(await house.files.exists(row.storageKey))) faults.push(`附件 ${row.id} 的内容不在存储里`)
  }
  return faults
}
