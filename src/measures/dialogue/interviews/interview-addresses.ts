import { desc, isNull, max } from 'drizzle-orm'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { urls } from '#urls.ts'
import { interviewPlans } from './conference/tables.ts'
import { interviews } from './tables.ts'

/** What sitemaps.org allows in one file. */
const most = 50_000

/** For the sitemap: the plan of every year, then every interview that was not called off, the newest in front. */
export async function interviewAddresses({
  db,
  config,
}: Pick<House, 'db' | 'config'>): Promise<{ path: string; changedOn: Temporal.PlainDate }[]> {
  const rows = await db
    .select()
    .from(interviews)
    .where(isNull(interviews.cancelledAt))
    .orderBy(desc(interviews.startsAt), desc(interviews.id))
    .limit(most - 100)
  const plans = await db
    .select({ year: interviewPlans.year, decidedAt: max(interviewPlans.decidedAt).mapWith(interviewPlans.decidedAt) })
    .from(interviewPlans)
    .groupBy(interviewPlans.year)
    .orderBy(desc(interviewPlans.year))
  const ofPlans = plans.flatMap(({ year, decidedAt }) =>
    decidedAt ? [{ path: urls.interviewPlan(year), changedOn: dateIn(config.timeZone, decidedAt) }] : [],
  )
  const ofInterviews = rows.map((one) => ({
    path: urls.interview(one.number),
    changedOn: dateIn(config.timeZone, one.archivedAt ?? one.endedAt ?? one.startedAt ?? one.announcedAt),
  }))
  return [...ofPlans, ...ofInterviews]
}
