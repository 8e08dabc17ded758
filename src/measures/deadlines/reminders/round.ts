import { type Calendar, epochDayOf } from '#core/calendar/index.ts'

/** When digests go out on a working day: a setting of the city (`DIGEST_TIMES`), in order. */
export type RoundTimes = readonly Temporal.PlainTime[]

type City = { calendar: Calendar; timeZone: string; times: RoundTimes }

/**
 * The round that is due now, or null. A round whose hour passed while the house stood still is caught up on the same day; of several that were missed only
 * the latest, which tells all of it. On a rest day none goes out, and what was missed waits for the next working day.
 */
export function roundDue(
  now: Temporal.Instant,
  last: Temporal.Instant | null,
  { calendar, timeZone, times }: City,
): Temporal.Instant | null {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  if (!calendar.isWorkday(epochDayOf(today))) return null
  const due = times
    .map((plainTime) => today.toZonedDateTime({ timeZone, plainTime }).toInstant())
    .findLast((at) => Temporal.Instant.compare(at, now) <= 0)
  if (!due) return null
  return last && Temporal.Instant.compare(due, last) <= 0 ? null : due
}
