import { hasRole, type StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { urls } from '#urls.ts'
import { interviewsWithLeftovers } from './read-interviews.ts'

export type InterviewToday = { href: string; title: string; leftovers: number; dueOn: Temporal.PlainDate | null }

/** 今天: interviews that are over and whose questions still want an answer, a letter, or the archive. */
export async function interviewsToday(
  { db, config }: Pick<House, 'db' | 'config'>,
  actor: StaffActor,
): Promise<InterviewToday[]> {
  if (!hasRole(actor, 'editor', 'handler', 'head')) return []
  const rows = await interviewsWithLeftovers(db, actor)
  return rows.map(({ number, title, leftovers, leftoversDueAt }) => ({
    href: urls.deskInterview(number),
    title,
    leftovers,
    dueOn: leftoversDueAt && dateIn(config.timeZone, leftoversDueAt.subtract({ seconds: 1 })),
  }))
}
