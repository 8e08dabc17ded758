import type { Calendar } from './calendar.ts'
import type { CityTime } from './city-time.ts'
import type { Count, StartedReading } from './clock.ts'
import type { ClockSettings } from './clock-settings.ts'
import { crossesUndecreedYear, rolled } from './due-date.ts'
import { type EpochDay, epochDayOf } from './epoch-days.ts'
import { type Explanation, explainBackward, explainForward, explainMonths, type Hold } from './explanation.ts'
import type { DayLimit } from './limit.ts'

const WAITING = '已答复，等待确认，不计时'
const LATE = '已超过期限，不计入'
const REST_BEFORE_STOP = '最后一日是休息日，顺延中'

/**
 * A limit in working days, days or months. `last` is the last day that counts, `due` where it rolled to. The day a stop begins counts, the day
 * it ends does not: a hold covers (after, upTo].
 *
 * A stop that begins on the last day leaves nothing to count; then the limit ends with the day the stop ends, so that stop and resume of n working
 * days still move it by n and never into the stop. `read` is the last call: it ends an open stop at the moment it reads.
 */
export class DayCount implements Count {
  private readonly limit: DayLimit
  private readonly calendar: Calendar
  private readonly settings: ClockSettings
  private readonly city: CityTime
  private readonly start: EpochDay
  private readonly unit: 'workday' | 'day'
  private readonly holds: Hold[] = []
  private months: number
  private last: EpochDay
  private open: { after: EpochDay; reason: string; capUnits: number | undefined } | null = null
  private answered: { at: Temporal.Instant } | null = null

  constructor(limit: DayLimit, at: Temporal.Instant, calendar: Calendar, settings: ClockSettings) {
    this.limit = limit
    this.calendar = calendar
    this.settings = settings
    this.city = settings.city
    this.start = this.city.dayOf(at)
    this.unit = limit.unit === 'workday' ? 'workday' : 'day'
    this.months = limit.amount
    this.last = limit.unit === 'month' ? this.monthsOn(limit.amount) : this.on(this.start, limit.amount)
  }

  stop(at: Temporal.Instant, reason: string, capUnits: number | undefined): void {
    if (this.open || this.answered) return
    this.open = { after: this.city.dayOf(at), reason, capUnits }
  }

  resume(at: Temporal.Instant): void {
    if (!this.open) return
    const { after, reason, capUnits } = this.open
    this.hold(after, this.stopEnds(at, after, capUnits), reason)
    this.open = null
  }

  extend(units: number): void {
    if (this.limit.unit !== 'month') {
      this.last = this.on(this.last, units)
      return
    }
    this.last += this.monthsOn(this.months + units) - this.monthsOn(this.months)
    this.months += units
  }

  answer(at: Temporal.Instant): void {
    if (this.answered) return
    this.resume(at)
    this.answered = { at }
  }

  reject(at: Temporal.Instant): void {
    if (!this.answered) return
    const after = this.city.dayOf(this.answered.at)
    const upTo = this.city.dayOf(at)
    if (after > this.due()) {
      this.holds.push({ after: this.last, upTo: after, reason: LATE })
      this.last = after
    }
    this.hold(after, upTo, WAITING)
    // What was left, at least one unit: an answer on the last day, or too late, still leaves a day for the second one.
    this.last = Math.max(this.last, this.on(upTo, 1))
    this.answered = null
  }

  read(now: Temporal.Instant): StartedReading {
    const today = this.city.dayOf(now)
    const open = this.open
    if (open) this.resume(now)
    const stillStopped = open !== null && this.stopEnds(now, open.after, open.capUnits) === today
    const due = this.due()
    const granted = this.granted()
    const left = this.left(today, due, stillStopped)
    const explain = this.explainer(due)
    return {
      state: this.stateAt(now, stillStopped),
      dueAt: this.dueAt(),
      dueOn: this.calendar.dateOf(due),
      yellowAt: this.yellowAt(granted),
      resumesAt:
        stillStopped && open.capUnits !== undefined ? this.city.startOf(this.on(open.after, open.capUnits) + 1) : null,
      used: Math.max(granted - left, 0),
      left,
      provisional: crossesUndecreedYear(this.calendar, this.start, due),
      get explanation() {
        return explain()
      },
    }
  }

  private stateAt(now: Temporal.Instant, stopped: boolean): StartedReading['state'] {
    const dueAt = this.dueAt()
    if (this.answered) {
      if (Temporal.Instant.compare(this.answered.at, dueAt) >= 0) return 'overdue'
      return this.city.dayOf(this.answered.at) < this.due() ? 'metEarly' : 'met'
    }
    if (Temporal.Instant.compare(now, dueAt) >= 0) return this.limit.bound === 'atLeast' ? 'met' : 'overdue'
    return stopped ? 'stopped' : 'running'
  }

  private left(today: EpochDay, due: EpochDay, stopped: boolean): number {
    const seen = this.answered ? this.city.dayOf(this.answered.at) : today
    if (seen > due) return -this.count(due, seen)
    if (this.limit.direction === 'before') return this.count(seen - 1, this.last)
    const begun = this.answered || stopped ? seen : seen - 1
    return Math.max(this.count(Math.max(begun, this.start, this.holds.at(-1)?.upTo ?? this.start), this.last), 0)
  }

  /** All units that were granted: the days up to the last that no hold covers. */
  private granted(): number {
    if (this.limit.direction === 'before') return this.limit.amount
    return this.holds.reduce((sum, hold) => sum - this.count(hold.after, hold.upTo), this.count(this.start, this.last))
  }

  private yellowAt(granted: number): Temporal.Instant {
    if (this.limit.bound === 'atLeast') return this.dueAt()
    const { calendar, city, settings } = this
    const due = this.due()
    const lastWorkday = calendar.isWorkday(due) ? due : calendar.workdayBefore(due, 1)
    const byDaysLeft = calendar.workdayBefore(lastWorkday, Math.max(settings.yellowWorkdaysLeft - 1, 0))
    if (this.limit.direction === 'before') return city.startOf(byDaysLeft)
    const unitsLeft = granted - Math.ceil(settings.yellowShare * granted)
    const usedUp = this.unit === 'workday' ? calendar.workdayBefore(this.last, unitsLeft) : this.last - unitsLeft
    return city.startOf(Math.min(byDaysLeft, usedUp + 1))
  }

  private explainer(due: EpochDay): () => Explanation {
    const { calendar, limit, start, last, unit, months, holds } = this
    return () => {
      if (limit.unit === 'month' && holds.length === 0) {
        return explainMonths(calendar, calendar.dateOf(start), months, limit.direction === 'after' ? 1 : -1, last, due)
      }
      if (limit.direction === 'before') return explainBackward(calendar, unit, start, last, due)
      return explainForward(calendar, unit, start, last, due, holds)
    }
  }

  private hold(stopDay: EpochDay, upTo: EpochDay, reason: string): void {
    const after = Math.max(stopDay, this.start)
    if (upTo <= after) return
    const due = this.due()
    if (after > due) return
    if (after < this.last) {
      this.last = this.on(this.last, this.count(after, upTo))
    } else {
      if (after > this.last) this.holds.push({ after: this.last, upTo: after, reason: REST_BEFORE_STOP })
      this.last = upTo
    }
    this.holds.push({ after, upTo, reason })
  }

  private stopEnds(at: Temporal.Instant, after: EpochDay, capUnits: number | undefined): EpochDay {
    const day = this.city.dayOf(at)
    return capUnits === undefined ? day : Math.min(day, this.on(after, capUnits))
  }

  /** Working days end on a working day by themselves; only a stop on the last of them can end on a rest day, and that day stays. */
  private due(): EpochDay {
    if (this.limit.roll === 'none' || this.unit === 'workday') return this.last
    return rolled(this.last, this.limit.direction === 'after', this.calendar)
  }

  private dueAt(): Temporal.Instant {
    const { cutoff } = this.limit
    return cutoff ? this.city.at(this.due(), cutoff) : this.city.startOf(this.due() + 1)
  }

  private on(from: EpochDay, units: number): EpochDay {
    if (this.limit.direction === 'after')
      return this.unit === 'workday' ? this.calendar.workdayAfter(from, units) : from + units
    return this.unit === 'workday' ? this.calendar.workdayBefore(from, units) : from - units
  }

  private monthsOn(months: number): EpochDay {
    const sign = this.limit.direction === 'after' ? 1 : -1
    return epochDayOf(this.calendar.dateOf(this.start).add({ months: sign * months }))
  }

  private count(after: EpochDay, upTo: EpochDay): number {
    return this.unit === 'workday' ? this.calendar.workdaysBetween(after, upTo) : upTo - after
  }
}
