import { and, eq, isNull } from 'drizzle-orm'
import { eventsOf, findMatter, replay } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { watches } from '../tables.ts'
import { watchBar } from './watch.ts'

/** 结束盯办: by whoever watches, once the asker has the result or the review has decided; refused in words otherwise. */
export async function closeWatch(tx: Transaction, actor: StaffActor, id: string, at: Temporal.Instant): Promise<void> {
  const [watch] = await tx
    .select()
    .from(watches)
    .where(and(eq(watches.id, id), eq(watches.personId, actor.personId), isNull(watches.closedAt)))
    .for('update')
  if (!watch || !(await findMatter(tx, actor, watch.matterId))) throw notFound('盯办')
  const state = replay(watch.matterId, await eventsOf(tx, watch.matterId))
  const bar = watchBar(state)
  if (bar) throw new Refusal('asker-waits', bar, { status: 409 })
  await tx
    .update(watches)
    .set({ closedAt: at, closedWhy: 'result', offeredTo: null, offeredBy: null, offeredAt: null })
    .where(eq(watches.id, id))
}
