import { type EpochDay, epochDayOf, isWeekend } from './epoch-days.ts'

/** A day that a decree, or the city, moves out of the plain week: `off` = 放假, `work` = 调休上班. */
export type SpecialDay = {
  on: Temporal.PlainDate
  kind: 'off' | 'work'
  /** 国庆节, 春节, …; shown as the reason. */
  name: string
  /** The decree: title or address. */
  source: string
}

/** What the calendar can tell about one day. */
export type CalendarDay = {
  on: Temporal.PlainDate
  isWorkday: boolean
  /** 工作日, 周末, 国庆节放假, 调休上班（国庆节） */
  reason: string
  isProvisional: boolean
}

const FIRST_YEAR = 2000
const LAST_YEAR = 2050

/** The days the table covers, both included: every start and every answer must lie between them. */
export const calendarBounds = {
  first: Temporal.PlainDate.from({ year: FIRST_YEAR, month: 1, day: 1 }),
  last: Temporal.PlainDate.from({ year: LAST_YEAR, month: 12, day: 31 }),
}

const FIRST_DAY = epochDayOf(calendarBounds.first)
const LAST_DAY = epochDayOf(calendarBounds.last)
const LENGTH = LAST_DAY - FIRST_DAY + 1

/** A day outside the table was asked for: a number of days that no limit has. */
export class OutsideCalendar extends RangeError {
  constructor() {
    super(`日历只覆盖 ${calendarBounds.first} 至 ${calendarBounds.last}，请把起始日或天数改小`)
    this.name = 'OutsideCalendar'
  }
}

/** One object a day for all calendars: dates are immutable, and making them is what an explanation costs most. */
const dates: (Temporal.PlainDate | undefined)[] = new Array(LENGTH)

function dateAt(index: number): Temporal.PlainDate {
  const known = dates[index]
  if (known) return known
  if (!(index >= 0 && index < LENGTH)) throw new OutsideCalendar()
  const made = calendarBounds.first.add({ days: index })
  dates[index] = made
  return made
}

/**
 * Working days of the city: an immutable value. A working day is (Mon–Fri and not off) or made up for (T-13, 全国年节及纪念日放假办法 第6、7条).
 *
 * Three tables make every answer a look-up: `workdaysUpTo[i]` counts working days from the first day to day i, both included; `nthWorkday[k]` is
 * the index of the k-th working day, from 1; `provisionalUpTo[i]` counts the days of years that have no decree. They hold for all three:
 * `nthWorkday[workdaysUpTo[i]]` is i where i is a working day, else the working day before it.
 *
 * Days are epoch days (see `epoch-days.ts`). Any day outside the table throws `OutsideCalendar`; no method ever answers a wrong day.
 */
export class Calendar {
  readonly decreedYears: ReadonlySet<number>
  private readonly workdaysUpTo: Uint16Array
  private readonly nthWorkday: Uint16Array
  private readonly provisionalUpTo: Uint16Array
  private readonly working: Uint8Array
  private readonly reasons: string[]

  /** Of two rows for one day the later wins, so that days of the city itself come after those of the decree. */
  constructor(specialDays: Iterable<SpecialDay>, decreedYears: Iterable<number>) {
    this.decreedYears = new Set(decreedYears)
    this.working = new Uint8Array(LENGTH)
    this.reasons = new Array<string>(LENGTH)
    for (let index = 0; index < LENGTH; index++) {
      const rest = isWeekend(index + FIRST_DAY)
      this.working[index] = rest ? 0 : 1
      this.reasons[index] = rest ? '周末' : '工作日'
    }
    for (const { on, kind, name } of specialDays) {
      const index = epochDayOf(on) - FIRST_DAY
      if (index < 0 || index >= LENGTH) continue
      this.working[index] = kind === 'work' ? 1 : 0
      this.reasons[index] = kind === 'work' ? (name ? `调休上班（${name}）` : '调休上班') : `${name}放假`
    }
    this.workdaysUpTo = new Uint16Array(LENGTH)
    this.provisionalUpTo = new Uint16Array(LENGTH)
    const nth = [0]
    let provisional = 0
    let year = FIRST_YEAR
    let yearEnds = epochDayOf(new Temporal.PlainDate(year, 12, 31)) - FIRST_DAY
    for (let index = 0; index < LENGTH; index++) {
      if (index > yearEnds) {
        year++
        yearEnds = epochDayOf(new Temporal.PlainDate(year, 12, 31)) - FIRST_DAY
      }
      if (this.working[index]) nth.push(index)
      if (!this.decreedYears.has(year)) provisional++
      this.workdaysUpTo[index] = nth.length - 1
      this.provisionalUpTo[index] = provisional
    }
    this.nthWorkday = Uint16Array.from(nth)
  }

  /** The n-th working day after a day, that day not counted (民法典 第201条); n ≥ 0, and 0 is the day itself. */
  workdayAfter(day: EpochDay, n: number): EpochDay {
    if (n === 0) return day
    const found = this.nthWorkday[(this.workdaysUpTo[day - FIRST_DAY] as number) + n]
    if (found === undefined) throw new OutsideCalendar()
    return found + FIRST_DAY
  }

  /** The n-th working day before a day, that day not counted; n ≥ 0, and 0 is the day itself. */
  workdayBefore(day: EpochDay, n: number): EpochDay {
    if (n === 0) return day
    const rank = (this.workdaysUpTo[day - FIRST_DAY - 1] as number) - n + 1
    const found = rank > 0 ? this.nthWorkday[rank] : undefined
    if (found === undefined) throw new OutsideCalendar()
    return found + FIRST_DAY
  }

  isWorkday(day: EpochDay): boolean {
    return this.working[this.indexOf(day)] === 1
  }

  /** Working days in (after, upTo]: the first not counted, the last counted. Negative when `upTo` lies before `after`. */
  workdaysBetween(after: EpochDay, upTo: EpochDay): number {
    return (this.workdaysUpTo[this.indexOf(upTo)] as number) - (this.workdaysUpTo[this.indexOf(after)] as number)
  }

  /** Does any day in [from, to] belong to a year without a decree? */
  isProvisional(from: EpochDay, to: EpochDay): boolean {
    const before = this.indexOf(from) - 1
    const upToBefore = before < 0 ? 0 : (this.provisionalUpTo[before] as number)
    return (this.provisionalUpTo[this.indexOf(to)] as number) > upToBefore
  }

  /** 工作日, 周末, 国庆节放假, 调休上班（国庆节）: the same string object for the same day every time. */
  reasonOf(day: EpochDay): string {
    return this.reasons[this.indexOf(day)] as string
  }

  dateOf(day: EpochDay): Temporal.PlainDate {
    return dateAt(day - FIRST_DAY)
  }

  dayOn(date: Temporal.PlainDate): CalendarDay {
    const day = epochDayOf(date)
    return {
      on: date,
      isWorkday: this.isWorkday(day),
      reason: this.reasonOf(day),
      isProvisional: this.isProvisional(day, day),
    }
  }

  private indexOf(day: EpochDay): number {
    const index = day - FIRST_DAY
    if (!(index >= 0 && index < LENGTH)) throw new OutsideCalendar()
    return index
  }
}
