import type { Calendar } from './calendar.ts'
import { type EpochDay, epochDayOf } from './epoch-days.ts'
import { type Explanation, explainBackward, explainForward, explainMonths } from './explanation.ts'
import type { DayLimit } from './limit.ts'

/** The answer to "by which day?"; the explanation is made when it is asked for. */
export class DueDate {
  readonly dueOn: Temporal.PlainDate
  /** A day of a year without a decree was counted: the date may still move, and pages must say so. */
  readonly provisional: boolean
  private readonly explain: () => Explanation

  constructor(dueOn: Temporal.PlainDate, provisional: boolean, explain: () => Explanation) {
    this.dueOn = dueOn
    this.provisional = provisional
    this.explain = explain
  }

  /** Day by day; the rows that count add up to the limit. */
  get explanation(): Explanation {
    return this.explain()
  }
}

/**
 * The due date of a limit in working days, days or months, without stops (those are `clock`'s).
 *
 * The start day is not counted (民法典 第201条). Months end on the corresponding day, else at the month's end (第202条). Where the unit rolls, a last
 * day that is a weekend or listed rest day gives way to the next day that is neither (第203条); a made-up Saturday stays (T-13).
 * `before` counts back from an event whose own day is not counted (重大行政决策程序暂行条例 第16条, 行政许可法 第48条); there a rest day rolls to the working day *earlier*:
 * our reading (D), because these periods protect the citizen and moving later would shorten them.
 *
 * @throws OutsideCalendar when start or answer lies outside the table; RangeError when the amount is no whole number ≥ 0.
 */
export function dueDate(limit: DayLimit, start: Temporal.PlainDate, calendar: Calendar): DueDate {
  const { amount, unit } = limit
  if (!(Number.isInteger(amount) && amount >= 0)) throw new RangeError('期限应为不小于零的整数')
  const from = epochDayOf(start)
  const forward = limit.direction === 'after'
  const last = lastDay(limit, start, from, calendar)
  const due = limit.roll === 'next' ? rolled(last, forward, calendar) : last
  const provisional = crossesUndecreedYear(calendar, from, due)
  return new DueDate(calendar.dateOf(due), provisional, () => {
    if (unit === 'month') return explainMonths(calendar, start, amount, forward ? 1 : -1, last, due)
    return forward ? explainForward(calendar, unit, from, last, due) : explainBackward(calendar, unit, from, last, due)
  })
}

function lastDay(
  { amount, unit, direction }: DayLimit,
  start: Temporal.PlainDate,
  from: EpochDay,
  calendar: Calendar,
): EpochDay {
  if (unit === 'workday')
    return direction === 'after' ? calendar.workdayAfter(from, amount) : calendar.workdayBefore(from, amount)
  if (unit === 'day') return direction === 'after' ? from + amount : from - amount
  return epochDayOf(direction === 'after' ? start.add({ months: amount }) : start.subtract({ months: amount }))
}

/** 民法典 第203条: past the rest days that the last day fell on. */
export function rolled(last: EpochDay, forward: boolean, calendar: Calendar): EpochDay {
  if (calendar.isWorkday(last)) return last
  return forward ? calendar.workdayAfter(last, 1) : calendar.workdayBefore(last, 1)
}

/** Does the way from the start (not counted) to the due date touch a year whose decree is not known? */
export function crossesUndecreedYear(calendar: Calendar, start: EpochDay, due: EpochDay): boolean {
  if (due === start) return calendar.isProvisional(start, start)
  return due > start ? calendar.isProvisional(start + 1, due) : calendar.isProvisional(due, start - 1)
}
