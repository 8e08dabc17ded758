/**
 * Dates as whole days since 1970-01-01: what the kernel counts with. Proleptic Gregorian, no time zone.
 * The arithmetic is Howard Hinnant's `days_from_civil`; it must hold for every year of the calendar's table.
 */
export type EpochDay = number

export function epochDayOf(date: Temporal.PlainDate): EpochDay {
  const month = date.month
  const year = month <= 2 ? date.year - 1 : date.year
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = ((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0
  return (
    era * 146_097 +
    yearOfEra * 365 +
    ((yearOfEra / 4) | 0) -
    ((yearOfEra / 100) | 0) +
    dayOfYear +
    date.day -
    1 -
    719_468
  )
}

/** 0 is Monday, 6 is Sunday. 1970-01-01 was a Thursday. */
const weekdayOf = (day: EpochDay): number => (((day + 3) % 7) + 7) % 7

export const isWeekend = (day: EpochDay): boolean => weekdayOf(day) >= 5
