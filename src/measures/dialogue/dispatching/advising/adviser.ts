import { desc, eq } from 'drizzle-orm'
import { type LinearModel, unpackModels } from '#core/documents/index.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { keptFor } from '#platform/kept.ts'
import { adviceModels, adviceSwitches } from '../tables.ts'

/** The version in use, ready to be asked. */
export type Adviser = {
  id: string
  categories: LinearModel
  units: LinearModel
  wentThere: Readonly<Record<string, number>>
}

/** A model of another house, with another key, tells nothing. */
export const termKey = ({ secrets }: Pick<House, 'secrets'>): number =>
  secrets.lookupHash('terms', 'advice_models.content').readUInt32BE(0)

const unpacked = new Map<string, Adviser>()

/** Null while it is turned off or nothing is learnt yet. Which one it is, is asked every ten seconds; its numbers are read once. */
export async function adviserInUse(db: Db): Promise<Adviser | null> {
  const id = await idInUse(db)
  if (id === null) return null
  const known = unpacked.get(id)
  if (known) return known
  const [row] = await db.select().from(adviceModels).where(eq(adviceModels.id, id))
  const [categories, units] = row?.content ? unpackModels(row.content) : []
  if (!row || !categories || !units) return null
  const adviser = { id, categories, units, wentThere: row.wentThere }
  if (unpacked.size >= 2) unpacked.clear()
  unpacked.set(id, adviser)
  return adviser
}

const idInUse = keptFor(10, async (db): Promise<string | null> => {
  const [last] = await db
    .select({ isOn: adviceSwitches.isOn })
    .from(adviceSwitches)
    .orderBy(desc(adviceSwitches.at), desc(adviceSwitches.id))
    .limit(1)
  if (last?.isOn === false) return null
  const [row] = await db.select({ id: adviceModels.id }).from(adviceModels).where(eq(adviceModels.state, 'inUse'))
  return row?.id ?? null
})

export const forgetAdviser = (db: Db): void => idInUse.forget(db)
