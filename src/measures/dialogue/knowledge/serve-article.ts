import { sql } from 'drizzle-orm'
import { dateIn } from '#platform/clock.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { articleDays } from './tables.ts'

export type Served = 'used' | 'helped' | 'notHelped'

/** One more on this day: put into an answer, or what a reader said. */
export async function countService(
  { db, clock, config }: Pick<House, 'clock' | 'config'> & { db: Db },
  articleId: string,
  served: Served,
): Promise<void> {
  const one = { used: 0, helped: 0, notHelped: 0, [served]: 1 }
  await db
    .insert(articleDays)
    .values({ articleId, on: dateIn(config.timeZone, clock.now()), ...one })
    .onConflictDoUpdate({
      target: [articleDays.articleId, articleDays.on],
      set: { [served]: sql`${articleDays[served]} + 1` },
    })
}
