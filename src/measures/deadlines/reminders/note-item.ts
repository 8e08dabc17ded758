import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { reminderItems } from './tables.ts'

type Item = Omit<typeof reminderItems.$inferInsert, 'id' | 'seq' | 'roundAt'>

/** For the next digest, beside what events of the matter say. In the caller's transaction. */
export async function noteItem(tx: Db, item: Item): Promise<void> {
  await tx.insert(reminderItems).values({ id: newId(), ...item })
}
