import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { unitBusinesses } from './tables.ts'

export type Business = typeof unitBusinesses.$inferSelect

/** One key each at the counter, so that a unit can have no more than it has digits and letters for. 本市自定. */
export const mostBusinesses = 30

/** A unit's list as it stands, in the order it was made: the first is key 1. */
export const businessesOf = (db: Db, unitIds: readonly string[]): Promise<Business[]> =>
  unitIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(unitBusinesses)
        .where(and(inArray(unitBusinesses.unitId, [...unitIds]), isNull(unitBusinesses.endedAt)))
        .orderBy(asc(unitBusinesses.unitId), asc(unitBusinesses.addedAt), asc(unitBusinesses.id))

export async function findBusiness(db: Db, id: string): Promise<Business | undefined> {
  const [found] = await db.select().from(unitBusinesses).where(eq(unitBusinesses.id, id))
  return found
}

/** By id, ended ones too: what was counted under a name keeps it. */
export const businessesById = async (db: Db, ids: readonly string[]): Promise<Map<string, Business>> => {
  if (ids.length === 0) return new Map()
  const found = await db
    .select()
    .from(unitBusinesses)
    .where(inArray(unitBusinesses.id, [...new Set(ids)]))
  return new Map(found.map((business) => [business.id, business]))
}

type Acting = { personId: string; at: Temporal.Instant }

/** @returns its id */
export async function addBusiness(tx: Db, by: Acting, { unitId, title }: { unitId: string; title: string }) {
  const known = await businessesOf(tx, [unitId])
  if (known.some((one) => one.title === title)) {
    throw new Refusal('known-business', '清单里已经有这项业务，请换一个名称。', { field: 'title' })
  }
  if (known.length >= mostBusinesses) {
    throw new Refusal('too-many', `一个单位最多列${mostBusinesses}项，请先停用不常办的。`, { field: 'title' })
  }
  const id = newId()
  const row = { id, unitId, title, addedAt: by.at, addedBy: by.personId }
  const added = await tx.insert(unitBusinesses).values(row).onConflictDoNothing().returning({ id: unitBusinesses.id })
  if (added.length === 0) {
    throw new Refusal('known-business', '清单里已经有这项业务，请换一个名称。', { field: 'title' })
  }
  return id
}

/** Taken off the list; what was counted stays. */
export async function endBusiness(tx: Db, by: Acting, id: string): Promise<void> {
  const ended = await tx
    .update(unitBusinesses)
    .set({ endedAt: by.at, endedBy: by.personId })
    .where(and(eq(unitBusinesses.id, id), isNull(unitBusinesses.endedAt)))
    .returning({ id: unitBusinesses.id })
  if (ended.length === 0) throw notFound('业务')
}
