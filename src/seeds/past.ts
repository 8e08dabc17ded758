import { type Calendar, type EpochDay, epochDayOf, loadCalendar } from '#core/calendar/index.ts'
import { clockAt, dateIn } from '#platform/clock.ts'
import type { Transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'

/** So many working days before today, at an hour of the city. */
export type When = readonly [workdaysAgo: number, time: string]

export type Past = {
  calendar: Calendar
  today: EpochDay
  dayOf(workdaysAgo: number): Temporal.PlainDate
  at(when: When): Temporal.Instant
}

/** The days before today as the seeds count them. */
export async function pastOf({ db, clock, config: { timeZone } }: House): Promise<Past> {
  const calendar = await loadCalendar(db)
  const today = epochDayOf(dateIn(timeZone, clock.now()))
  const dayOf = (ago: number) => calendar.dateOf(calendar.workdayBefore(today, ago))
  return {
    calendar,
    today,
    dayOf,
    at: ([ago, time]) =>
      dayOf(ago)
        .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
        .toInstant(),
  }
}

/** The house as it was then, within the transaction of the telling. */
export const houseAt = ({ house, tx }: { house: House; tx: Transaction }, at: Temporal.Instant) => ({
  ...house,
  db: tx,
  clock: clockAt(at),
})
