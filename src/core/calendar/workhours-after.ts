import type { Calendar } from './calendar.ts'
import { officeHours } from './city-time.ts'
import type { ClockSettings } from './clock-settings.ts'

const HOUR = 3_600_000

/** The last moment that is no more than so many working hours away: where they end with the office's day, the moment at which the next one begins. */
export function workhoursAfter(
  now: Temporal.Instant,
  hours: number,
  calendar: Calendar,
  { city, officeHours: open }: ClockSettings,
): Temporal.Instant {
  const line = officeHours(calendar, city, open)
  const end = line.at(now.epochMilliseconds) + hours * HOUR
  return Temporal.Instant.fromEpochMilliseconds(line.moment(end + 1) - 1)
}
