import { dueDate, isDayLimit, loadCalendar, ruleInForce } from '#core/calendar/index.ts'
import { dateIn } from '#platform/clock.ts'
import type { Holding } from '../interview.ts'

/** Id of the rule: within so many working days after it ended what was not answered is a letter. */
export const leftoverRule = 'INT-leftover'

/** The end of the last day, by the rule in force on the day on which the interview ended or was called off. */
export async function leftoversDue(
  { db, config }: Pick<Holding, 'db' | 'config'>,
  at: Temporal.Instant,
): Promise<Temporal.Instant> {
  const day = dateIn(config.timeZone, at)
  const { limit } = await ruleInForce(db, leftoverRule, day)
  if (!limit || !isDayLimit(limit)) throw new Error(`${leftoverRule} is no limit of days`)
  const { dueOn } = dueDate(limit, day, await loadCalendar(db))
  return dueOn.add({ days: 1 }).toZonedDateTime(config.timeZone).toInstant()
}
