import type { Calendar } from './calendar.ts'
import { type ClockEvent, inOrder } from './clock-events.ts'
import { type ClockSettings, usualClockSettings } from './clock-settings.ts'
import { DayCount } from './day-count.ts'
import type { Explanation } from './explanation.ts'
import { HourCount } from './hour-count.ts'
import { isDayLimit, type Limit } from './limit.ts'

export type ClockState = 'notStarted' | 'running' | 'stopped' | 'metEarly' | 'met' | 'overdue'

/**
 * What a clock says at a moment. `used` and `left` are in the limit's unit (days for months), `used + left` is all that was granted.
 *
 * While running, a day is used when it is over, so that on the last day one is left; at a stop or an answer the day it begins is used. `left`
 * is negative by the units overdue. While stopped, `dueAt` is what it would be if the clock ran again now.
 */
export type ClockReading =
  | {
      state: 'notStarted'
      dueAt: null
      dueOn: null
      yellowAt: null
      resumesAt: null
      used: 0
      left: number
      provisional: false
      explanation: Explanation
    }
  | StartedReading

export type StartedReading = {
  state: Exclude<ClockState, 'notStarted'>
  /** The first moment that is too late: 00:00 after `dueOn` for a limit in days. */
  dueAt: Temporal.Instant
  dueOn: Temporal.PlainDate
  /** When the light turns yellow; the same as `dueAt` for a minimum, which has no lights. */
  yellowAt: Temporal.Instant
  /** When a stop that is capped by its ground ends by itself; null when nothing is stopped or only an act ends it. */
  resumesAt: Temporal.Instant | null
  used: number
  left: number
  provisional: boolean
  /** Made when asked for. */
  readonly explanation: Explanation
}

/** How one kind of unit counts; `clock` tells it the story and reads it. */
export type Count = {
  stop(at: Temporal.Instant, reason: string, capUnits: number | undefined): void
  resume(at: Temporal.Instant): void
  extend(units: number): void
  answer(at: Temporal.Instant): void
  reject(at: Temporal.Instant): void
  read(now: Temporal.Instant): StartedReading
}

/**
 * Reads a clock. Total: it answers for any list of events, because what was admitted once stays admitted when a decree changes the calendar;
 * whether a new event may be added is `admit`'s question. What occurred after `now` is not read, so a past moment can be asked for.
 */
export function clock(
  limit: Limit,
  events: readonly ClockEvent[],
  calendar: Calendar,
  now: Temporal.Instant,
  settings: ClockSettings = usualClockSettings,
): ClockReading {
  let count: Count | null = null
  for (const event of inOrder(events)) {
    if (event.type === 'start') count ??= begin(limit, event.at, calendar, settings)
    else if (count && Temporal.Instant.compare(event.at, now) <= 0) tell(count, event)
  }
  return count ? count.read(now) : notStarted(limit)
}

const begin = (limit: Limit, at: Temporal.Instant, calendar: Calendar, settings: ClockSettings): Count =>
  isDayLimit(limit) ? new DayCount(limit, at, calendar, settings) : new HourCount(limit, at, calendar, settings)

function tell(count: Count, event: Exclude<ClockEvent, { type: 'start' }>): void {
  if (event.type === 'stop') count.stop(event.at, `暂停计时：${event.groundTitle ?? event.ground}`, event.capUnits)
  else if (event.type === 'resume') count.resume(event.at)
  else if (event.type === 'extend') count.extend(event.amount)
  else if (event.type === 'answered') count.answer(event.at)
  else count.reject(event.at)
}

const notStarted = (limit: Limit): ClockReading => ({
  state: 'notStarted',
  dueAt: null,
  dueOn: null,
  yellowAt: null,
  resumesAt: null,
  used: 0,
  left: limit.amount,
  provisional: false,
  explanation: [],
})
