import type { Calendar } from './calendar.ts'
import { type CityTime, type HourLine, officeHours, plainHours } from './city-time.ts'
import type { Count, StartedReading } from './clock.ts'
import type { ClockSettings } from './clock-settings.ts'
import { crossesUndecreedYear } from './due-date.ts'
import type { ExplainedDay, Explanation } from './explanation.ts'
import type { Limit } from './limit.ts'

const HOUR = 3_600_000

type Held = { from: number; to: number; reason: string }

/**
 * A limit in hours, from the moment itself (民法典 第201条第2款); 工作小时 pass only in office hours of working days. Positions are milliseconds on
 * an `HourLine`; `end` is where the limit ends on it. `before` counts the same way back.
 */
export class HourCount implements Count {
  private readonly limit: Limit
  private readonly calendar: Calendar
  private readonly city: CityTime
  private readonly settings: ClockSettings
  private readonly line: HourLine
  private readonly start: number
  private readonly held: Held[] = []
  private end: number
  private open: { at: number; reason: string; capUnits: number | undefined } | null = null
  private answeredAt: number | null = null

  constructor(limit: Limit, at: Temporal.Instant, calendar: Calendar, settings: ClockSettings) {
    this.limit = limit
    this.calendar = calendar
    this.city = settings.city
    this.settings = settings
    this.line = limit.unit === 'hour' ? plainHours : officeHours(calendar, settings.city, settings.officeHours)
    this.start = at.epochMilliseconds
    this.end = this.line.at(this.start) + (limit.direction === 'after' ? 1 : -1) * limit.amount * HOUR
  }

  stop(at: Temporal.Instant, reason: string, capUnits: number | undefined): void {
    if (this.open || this.answeredAt !== null) return
    this.open = { at: Math.max(at.epochMilliseconds, this.start), reason, capUnits }
  }

  resume(at: Temporal.Instant): void {
    if (!this.open) return
    this.hold(this.open.at, this.stopEnds(at.epochMilliseconds), this.open.reason)
    this.open = null
  }

  extend(units: number): void {
    this.end += units * HOUR
  }

  answer(at: Temporal.Instant): void {
    if (this.answeredAt !== null) return
    this.resume(at)
    this.answeredAt = at.epochMilliseconds
  }

  reject(at: Temporal.Instant): void {
    if (this.answeredAt === null) return
    const from = this.answeredAt
    const lateFrom = this.line.moment(this.end)
    if (from > lateFrom) {
      this.held.push({ from: lateFrom, to: from, reason: '已超过期限，不计入' })
      this.end = this.line.at(from)
    }
    this.hold(from, at.epochMilliseconds, '已答复，等待确认，不计时')
    this.end = Math.max(this.end, this.line.at(at.epochMilliseconds) + HOUR)
    this.answeredAt = null
  }

  read(now: Temporal.Instant): StartedReading {
    const ms = now.epochMilliseconds
    const stopped = this.open !== null && this.stopEnds(ms) === ms
    const resumesAt = stopped ? this.capEnds() : null
    this.resume(now)
    const due = this.line.moment(this.end)
    const dueDay = this.city.dayOfMs(due)
    const left = (this.end - this.line.at(this.answeredAt ?? ms)) / HOUR
    const granted = this.granted()
    const explain = (): Explanation => this.explain(due)
    return {
      state: this.stateAt(ms, due, stopped),
      dueAt: Temporal.Instant.fromEpochMilliseconds(due),
      dueOn: this.calendar.dateOf(dueDay),
      yellowAt: this.yellowAt(due, granted),
      resumesAt: resumesAt === null ? null : Temporal.Instant.fromEpochMilliseconds(resumesAt),
      used: Math.max(granted - left, 0),
      left,
      provisional:
        this.limit.unit === 'workhour' && crossesUndecreedYear(this.calendar, this.city.dayOfMs(this.start), dueDay),
      get explanation() {
        return explain()
      },
    }
  }

  private stateAt(now: number, due: number, stopped: boolean): StartedReading['state'] {
    if (this.answeredAt !== null) {
      if (this.answeredAt >= due) return 'overdue'
      return this.line.at(this.answeredAt) <= this.end - HOUR ? 'metEarly' : 'met'
    }
    if (now >= due) return this.limit.bound === 'atLeast' ? 'met' : 'overdue'
    return stopped ? 'stopped' : 'running'
  }

  private yellowAt(due: number, granted: number): Temporal.Instant {
    const share = this.limit.bound === 'atLeast' ? 0 : 1 - this.settings.yellowShare
    const at = share === 0 ? due : this.line.moment(this.end - share * granted * HOUR)
    return Temporal.Instant.fromEpochMilliseconds(Math.round(at))
  }

  private granted(): number {
    if (this.limit.direction === 'before') return this.limit.amount
    const whole = this.end - this.line.at(this.start)
    return this.held.reduce((sum, { from, to }) => sum - (this.line.at(to) - this.line.at(from)), whole) / HOUR
  }

  private hold(from: number, to: number, reason: string): void {
    const passed = this.line.at(to) - this.line.at(from)
    if (to <= from || this.line.at(from) > this.end) return
    this.end += passed
    this.held.push({ from, to, reason })
  }

  private stopEnds(ms: number): number {
    return Math.min(ms, this.capEnds() ?? ms)
  }

  private capEnds(): number | null {
    const { open } = this
    if (!open || open.capUnits === undefined) return null
    return this.line.moment(this.line.at(open.at) + open.capUnits * HOUR)
  }

  /** One row a day: how many of its hours count. */
  private explain(due: number): Explanation {
    const rows: ExplainedDay[] = []
    const [first, last] = this.limit.direction === 'after' ? [this.start, due] : [due, this.start]
    let total = 0
    for (let day = this.city.dayOfMs(first); day <= this.city.dayOfMs(last); day++) {
      const from = Math.max(this.city.startOfMs(day), first)
      const to = Math.min(this.city.startOfMs(day + 1), last)
      const heldHere = this.held.filter((held) => held.from < to && held.to > from)
      const ms = heldHere.reduce(
        (sum, held) => sum - this.line.at(Math.min(held.to, to)) + this.line.at(Math.max(held.from, from)),
        this.line.at(to) - this.line.at(from),
      )
      total += ms
      rows.push(
        this.hoursRow(
          this.calendar.dateOf(day),
          this.calendar.reasonOf(day),
          ms / HOUR,
          total / HOUR,
          heldHere[0]?.reason,
        ),
      )
    }
    return rows
  }

  private hoursRow(
    on: Temporal.PlainDate,
    day: string,
    hours: number,
    n: number,
    held: string | undefined,
  ): ExplainedDay {
    const what = this.limit.unit === 'hour' ? '计' : `${day}，办公时间计`
    if (hours > 0)
      return { on, counts: true, n, hours, reason: `${what}${round(hours)}小时${held ? `（${held}）` : ''}` }
    return {
      on,
      counts: false,
      hours: 0,
      reason: held ?? (day === '工作日' ? '不在办公时间，不计入' : `${day}，不计入`),
    }
  }
}

const round = (hours: number): number => Math.round(hours * 100) / 100
