import { eq } from 'drizzle-orm'
import { matters } from '#core/matters/index.ts'
import type { Db } from '#platform/database.ts'
import { petitions } from './tables.ts'

/** One of 信访事项 → 复查 → 复核. */
export type Link = {
  matterId: string
  number: string
  class: string
  state: string
  openedAt: Temporal.Instant
  dueOn: Temporal.PlainDate | null
  closedAt: Temporal.Instant | null
  aboutId: string | null
  organUnitId: string | null
  audience: string[]
  barred: string[]
}

/** All of the chain a matter belongs to, in order. Whoever asks decides what may be shown of each. */
export async function chainOf(db: Db, rootId: string): Promise<Link[]> {
  return db
    .select({
      matterId: petitions.matterId,
      number: matters.number,
      class: matters.class,
      state: matters.state,
      openedAt: matters.openedAt,
      dueOn: matters.dueOn,
      closedAt: matters.closedAt,
      aboutId: petitions.aboutId,
      organUnitId: petitions.organUnitId,
      audience: matters.audience,
      barred: matters.barred,
    })
    .from(petitions)
    .innerJoin(matters, eq(matters.id, petitions.matterId))
    .where(eq(petitions.rootId, rootId))
    .orderBy(matters.openedAt, matters.id)
}
