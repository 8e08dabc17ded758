import type { Calendar } from './calendar.ts'
import { type EpochDay, epochDayOf } from './epoch-days.ts'

const HOUR = 3_600_000
const UTC_DAY = 86_400_000

/** Office hours of the city, in order and not overlapping. */
export type OfficeHours = readonly { from: Temporal.PlainTime; to: Temporal.PlainTime }[]

/** 09:00–12:00, 14:00–17:30: a local setting, 本市自定. */
export const usualOfficeHours: OfficeHours = [
  { from: Temporal.PlainTime.from('09:00'), to: Temporal.PlainTime.from('12:00') },
  { from: Temporal.PlainTime.from('14:00'), to: Temporal.PlainTime.from('17:30') },
]

/**
 * Between instants and the city's days. The start of a day is asked of `Temporal` once and kept, so that a million clocks cost look-ups; it
 * holds in any zone, also where a day has 23 hours.
 */
export class CityTime {
  readonly timeZone: string
  private readonly starts = new Map<EpochDay, number>()

  constructor(timeZone: string) {
    this.timeZone = timeZone
  }

  dayOf(instant: Temporal.Instant): EpochDay {
    return this.dayOfMs(instant.epochMilliseconds)
  }

  dayOfMs(ms: number): EpochDay {
    let day = Math.floor(ms / UTC_DAY)
    while (ms < this.startOfMs(day)) day--
    while (ms >= this.startOfMs(day + 1)) day++
    return day
  }

  /** The first moment of a day, which is also 24:00 of the day before. */
  startOf(day: EpochDay): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(this.startOfMs(day))
  }

  startOfMs(day: EpochDay): number {
    const known = this.starts.get(day)
    if (known !== undefined) return known
    const date = new Temporal.PlainDate(1970, 1, 1).add({ days: day })
    const made = date.toZonedDateTime(this.timeZone).epochMilliseconds
    this.starts.set(day, made)
    return made
  }

  at(day: EpochDay, time: Temporal.PlainTime): Temporal.Instant {
    const date = new Temporal.PlainDate(1970, 1, 1).add({ days: day })
    return date.toZonedDateTime({ timeZone: this.timeZone, plainTime: time }).toInstant()
  }

  dateOf(instant: Temporal.Instant): Temporal.PlainDate {
    return instant.toZonedDateTimeISO(this.timeZone).toPlainDate()
  }
}

/**
 * A line on which only some time passes: all of it for 小时, office hours of working days for 工作小时. `at` is monotone; `moment` is its
 * inverse and answers the earliest moment, so that a limit ends at the close of a day and not at the opening of the next.
 */
export type HourLine = { at(ms: number): number; moment(position: number): number }

export const plainHours: HourLine = { at: (ms) => ms, moment: (position) => position }

export function officeHours(calendar: Calendar, city: CityTime, hours: OfficeHours): HourLine {
  const segments = hours.map(({ from, to }) => ({ from: msOf(from), to: msOf(to) }))
  const perDay = segments.reduce((sum, { from, to }) => sum + to - from, 0)
  if (perDay <= 0) throw new RangeError('办公时间为空')
  const epoch = epochDayOf(new Temporal.PlainDate(2000, 1, 1))
  return {
    at(ms) {
      const day = city.dayOfMs(ms)
      const whole = calendar.workdaysBetween(epoch, day)
      if (!calendar.isWorkday(day)) return whole * perDay
      const intoDay = ms - city.startOfMs(day)
      const worked = segments.reduce((sum, { from, to }) => sum + Math.min(Math.max(intoDay - from, 0), to - from), 0)
      return (whole - 1) * perDay + worked
    },
    moment(position) {
      const whole = Math.max(Math.ceil(position / perDay), 1)
      const day = calendar.workdayAfter(epoch, whole)
      let left = position - (whole - 1) * perDay
      for (const { from, to } of segments) {
        if (left <= to - from) return city.startOfMs(day) + from + left
        left -= to - from
      }
      return city.startOfMs(day + 1)
    },
  }
}

const msOf = (time: Temporal.PlainTime): number => time.hour * HOUR + time.minute * 60_000 + time.second * 1000
