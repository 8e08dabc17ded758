import { desc, eq } from 'drizzle-orm'
import type { MatterEvent, MatterState } from '#core/matters/index.ts'
import type { Transaction } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { watches } from '../tables.ts'
import { isOver, newsTypes } from './watch.ts'
import type { Watch } from './watches.ts'

/** Steps after which the asker waits again, so that a watch that was closed begins anew. */
const restarts: readonly MatterEvent['type'][] = ['answerRejected', 'reviewed', 'reopened']

/**
 * Makes the watch of a matter what its log says: begun with the first-asked person, with its latest news, ended with the matter. Doing it twice changes
 * nothing; who watches, and who is asked to take over, stays.
 */
export async function keepWatch(tx: Transaction, state: MatterState, events: readonly MatterEvent[]): Promise<void> {
  const { unitId, personId } = state.firstAsked
  const first = events.find(({ actor }) => actor.personId === personId)
  if (personId === null || !first) return
  const news = events.findLast(({ type }) => newsTypes.includes(type)) ?? first
  const known = await tx
    .select()
    .from(watches)
    .where(eq(watches.matterId, state.id))
    .orderBy(desc(watches.since), desc(watches.id))
    .for('update')
  const open = known.find(({ closedAt }) => closedAt === null)
  if (open) return renew(tx, open, news, isOver(state))
  const [last] = known
  if (last && (isOver(state) || !isRestarted(last, events))) return
  const watcher = last?.personId ?? personId
  const isOwn = news.actor.personId === watcher
  const seenAt = isOwn ? news.occurredAt : first.occurredAt.subtract({ milliseconds: 1 })
  await tx
    .insert(watches)
    .values({
      id: newId(),
      matterId: state.id,
      unitId,
      personId: watcher,
      since: last ? news.occurredAt : first.occurredAt,
      newsAt: news.occurredAt,
      newsType: news.type,
      toldAt: seenAt,
      seenAt,
      ...(isOver(state) && { closedAt: news.occurredAt, closedWhy: 'ended' as const }),
    })
    .onConflictDoNothing()
}

async function renew(tx: Transaction, open: Watch, news: MatterEvent, over: boolean): Promise<void> {
  const at = news.occurredAt
  const isNew = Temporal.Instant.compare(at, open.newsAt) > 0
  if (!isNew && !over) return
  // What the watcher did themselves is no news to them.
  const isOwn = news.actor.personId === open.personId
  await tx
    .update(watches)
    .set({
      newsAt: at,
      newsType: news.type,
      ...(isOwn && { toldAt: at, seenAt: at }),
      ...(over && { closedAt: at, closedWhy: 'ended' as const, offeredTo: null, offeredBy: null, offeredAt: null }),
    })
    .where(eq(watches.id, open.id))
}

const isRestarted = ({ closedAt }: Watch, events: readonly MatterEvent[]): boolean =>
  events.some(
    ({ type, occurredAt }) =>
      restarts.includes(type) && closedAt !== null && Temporal.Instant.compare(occurredAt, closedAt) > 0,
  )
