import { eventsOf, replay } from '#core/matters/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import type { Publication } from './publication.ts'

/** 转办链 as the public may see it (八): the units, and how often it was returned; no person. */
export type WayOfLetter = { units: string[]; returns: number }

export async function wayOfLetter(db: Db, { matterId }: Pick<Publication, 'matterId'>): Promise<WayOfLetter> {
  const { chain, returns } = replay(matterId, await eventsOf(db, matterId))
  const units = await unitDirectory(db)
  return { units: chain.map((id) => units.get(id)?.shortName ?? '原单位'), returns }
}
