import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { queueNotice } from '#core/notices/index.ts'
import type { House } from '#platform/house.ts'
import { watches } from '../tables.ts'

/**
 * 08:45 and 14:15: each watcher with news is told once how many, not once each (为基层减负). What was told is no news any more; a run that is cut off begins
 * anew with those it had not told.
 */
export async function sendDigests(house: House): Promise<number> {
  const { db, clock } = house
  const news = and(isNull(watches.closedAt), gt(watches.newsAt, watches.toldAt), gt(watches.newsAt, watches.seenAt))
  const people = await db
    .select({ personId: watches.personId, count: sql<number>`count(*)::int` })
    .from(watches)
    .where(news)
    .groupBy(watches.personId)
  for (const { personId, count } of people) {
    await db.transaction(async (tx) => {
      await tx
        .update(watches)
        .set({ toldAt: sql`${watches.newsAt}` })
        .where(and(news, eq(watches.personId, personId)))
      await queueNotice(tx, house, {
        template: 'watch.digest',
        to: { personId },
        variables: { count: String(count) },
        at: clock.now(),
      })
    })
  }
  return people.length
}
