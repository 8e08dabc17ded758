import {
  type Calendar,
  clock,
  clockSettings,
  type DueDate,
  dueDate,
  type Explanation,
  isDayLimit,
  type LimitRule,
  type LimitUnit,
} from '#core/calendar/index.ts'

/**
 * What a rule means for one start: the day it ends and why; the day it would end if extended to the full; of a limit in hours the minute. Null where there is
 * nothing to count.
 */
export type RuleExample = {
  from: Temporal.PlainDate
  dueOn: Temporal.PlainDate
  /** Of a limit in hours. */
  dueAt: Temporal.Instant | null
  /** With the longest extension. */
  extendedOn: Temporal.PlainDate | null
  provisional: boolean
  explanation: Explanation
}

/** For a limit that counts back the start is the coming event. @throws OutsideCalendar */
export function ruleExample(
  rule: LimitRule,
  from: Temporal.PlainDate,
  { calendar, now, timeZone }: { calendar: Calendar; now: Temporal.Instant; timeZone: string },
): RuleExample | null {
  if (rule.yearlyOn) return yearlyExample(rule.yearlyOn, from)
  const { limit, extensionAmount } = rule
  if (!limit) return null
  if (isDayLimit(limit)) {
    const due: DueDate = dueDate(limit, from, calendar)
    const extended =
      extensionAmount === null
        ? null
        : dueDate({ ...limit, amount: limit.amount + extensionAmount }, from, calendar).dueOn
    const { dueOn, provisional, explanation } = due
    return { from, dueOn, dueAt: null, extendedOn: extended, provisional, explanation }
  }
  const settings = clockSettings(timeZone)
  const today = settings.city.dateOf(now)
  const at = from.equals(today) ? now : from.toZonedDateTime({ timeZone, plainTime: '09:00' }).toInstant()
  const reading = clock(limit, [{ type: 'start', at }], calendar, at, settings)
  if (reading.state === 'notStarted') return null
  const { dueOn, dueAt, provisional, explanation } = reading
  return { from, dueOn, dueAt, extendedOn: null, provisional, explanation }
}

function yearlyExample(monthDay: string, from: Temporal.PlainDate): RuleExample {
  const day = Temporal.PlainMonthDay.from(monthDay)
  const thisYear = day.toPlainDate({ year: from.year })
  const dueOn = Temporal.PlainDate.compare(thisYear, from) < 0 ? day.toPlainDate({ year: from.year + 1 }) : thisYear
  return { from, dueOn, dueAt: null, extendedOn: null, provisional: false, explanation: [] }
}

const daysPer: Record<LimitUnit, number> = { workday: 2, day: 1, month: 31, workhour: 1, hour: 1 }

/** Today; for a limit that counts back an event far enough ahead that it can still be kept. */
export function usualStart(rule: LimitRule, today: Temporal.PlainDate): Temporal.PlainDate {
  const { limit } = rule
  if (limit?.direction !== 'before') return today
  return today.add({ days: limit.amount * daysPer[limit.unit] + 14 })
}
