import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Calendar, type SpecialDay } from './calendar.ts'
import { seededCalendar } from './calendar-for-tests.ts'
import { clock } from './clock.ts'
import type { ClockEvent } from './clock-events.ts'
import { dueDate } from './due-date.ts'
import { epochDayOf } from './epoch-days.ts'
import type { DayLimit, Limit } from './limit.ts'
import { provisionalDays2027, seedDays, seedYears } from './seed-days.ts'

const calendar = await seededCalendar()
const specialDays: SpecialDay[] = [...(await seedDays()), ...provisionalDays2027]
const specialByDay = new Map(specialDays.map((day) => [day.on.toString(), day]))
const first = Temporal.PlainDate.from('2012-01-01')
const date = fc.integer({ min: 0, max: 16 * 365 }).map((days) => first.add({ days }))
const dayLimit = (units: DayLimit['unit'][], direction: DayLimit['direction'][] = ['after', 'before']) =>
  fc.record({
    amount: fc.integer({ min: 1, max: 90 }),
    unit: fc.constantFrom(...units),
    direction: fc.constantFrom(...direction),
    bound: fc.constant('atMost' as const),
    roll: fc.constantFrom('none' as const, 'next' as const),
  })

const withDay = (on: Temporal.PlainDate, kind: 'off' | 'work') =>
  new Calendar([...specialDays, { on, kind, name: '试验', source: '' }], seedYears)

/** Day by day, as one would with a finger on a wall calendar. */
function byFinger({ amount, unit, direction, roll }: DayLimit, start: Temporal.PlainDate): string {
  const step = direction === 'after' ? 1 : -1
  const isRest = (day: Temporal.PlainDate) => {
    const special = specialByDay.get(day.toString())
    return special ? special.kind === 'off' : day.dayOfWeek >= 6
  }
  let day = unit === 'month' ? start.add({ months: step * amount }) : start
  for (let n = 0; unit !== 'month' && n < amount; ) {
    day = day.add({ days: step })
    if (unit === 'day' || !isRest(day)) n++
  }
  while (roll === 'next' && isRest(day)) day = day.add({ days: step })
  return day.toString()
}

test('the tables answer as the finger does', () => {
  fc.assert(
    fc.property(dayLimit(['workday', 'day', 'month']), date, (limit, start) => {
      expect(dueDate(limit, start, calendar).dueOn.toString()).toBe(byFinger(limit, start))
    }),
    { numRuns: 300 },
  )
})

test('a rest day more never moves a due date earlier, a working day more never later', () => {
  fc.assert(
    fc.property(
      dayLimit(['workday', 'day', 'month'], ['after']),
      date,
      fc.integer({ min: -5, max: 150 }),
      (limit, start, offset) => {
        const usual = dueDate(limit, start, calendar).dueOn
        const day = start.add({ days: offset })
        expect(
          Temporal.PlainDate.compare(dueDate(limit, start, withDay(day, 'off')).dueOn, usual),
        ).toBeGreaterThanOrEqual(0)
        expect(
          Temporal.PlainDate.compare(dueDate(limit, start, withDay(day, 'work')).dueOn, usual),
        ).toBeLessThanOrEqual(0)
      },
    ),
    { numRuns: 60 },
  )
})

test('a longer limit never ends earlier', () => {
  fc.assert(
    fc.property(
      dayLimit(['workday', 'day', 'month'], ['after']),
      date,
      fc.integer({ min: 0, max: 30 }),
      (limit, start, more) => {
        const longer = dueDate({ ...limit, amount: limit.amount + more }, start, calendar)
        expect(Temporal.PlainDate.compare(longer.dueOn, dueDate(limit, start, calendar).dueOn)).toBeGreaterThanOrEqual(
          0,
        )
      },
    ),
  )
})

test('the explanation adds up again: as many days count as the limit says, in order, ending on the due date', () => {
  fc.assert(
    fc.property(dayLimit(['workday', 'day', 'month']), date, (limit, start) => {
      const { dueOn, explanation } = dueDate(limit, start, calendar)
      const counted = explanation.filter(({ counts }) => counts)
      expect(counted.map(({ n }) => n)).toEqual(Array.from({ length: limit.amount }, (_, at) => at + 1))
      expect(explanation[0]?.on.equals(start)).toBe(true)
      expect(explanation.at(-1)?.on.equals(dueOn)).toBe(true)
      if (limit.unit === 'month') return
      const days = Math.abs(epochDayOf(dueOn) - epochDayOf(start)) + 1
      expect(explanation).toHaveLength(days)
    }),
  )
})

const noon = (on: Temporal.PlainDate) =>
  on.toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: '12:00' }).toInstant()

test('stop and resume of n working days move a working-day limit by exactly n, and the explanation still adds up', () => {
  fc.assert(
    fc.property(
      dayLimit(['workday'], ['after']),
      date,
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 60 }),
      (limit, start, after, length) => {
        const plain = dueDate(limit, start, calendar).dueOn
        const stop = start.add({ days: after })
        fc.pre(Temporal.PlainDate.compare(stop, plain) <= 0)
        const resume = stop.add({ days: length })
        const reading = clock(
          limit,
          [
            { type: 'start', at: noon(start) },
            { type: 'stop', at: noon(stop), ground: '专家评审', noticeId: 'a' },
            { type: 'resume', at: noon(resume) },
          ],
          calendar,
          noon(resume),
        )
        const stopped = calendar.workdaysBetween(epochDayOf(stop), epochDayOf(resume))
        const moved = calendar.workdaysBetween(epochDayOf(plain), epochDayOf(reading.dueOn ?? plain))
        expect(moved).toBe(stopped)
        expect(reading.explanation.filter(({ counts }) => counts)).toHaveLength(limit.amount)
        expect(reading.used + reading.left).toBe(limit.amount)
      },
    ),
  )
})

test('a clock without stops says what the due date says', () => {
  fc.assert(
    fc.property(dayLimit(['workday', 'day', 'month']), date, (limit, start) => {
      const due = dueDate(limit, start, calendar)
      const reading = clock(limit, [{ type: 'start', at: noon(start) }], calendar, noon(start))
      expect(reading.dueOn?.toString()).toBe(due.dueOn.toString())
      expect(reading.provisional).toBe(due.provisional)
      expect(JSON.stringify(reading.explanation)).toBe(JSON.stringify(due.explanation))
      const midnight = due.dueOn.add({ days: 1 }).toZonedDateTime('Asia/Shanghai').toInstant()
      expect(reading.dueAt?.toString()).toBe(midnight.toString())
    }),
  )
})

/** A life of a clock: started, stopped and resumed any number of times, extended once. */
const life = fc
  .record({
    start: date,
    steps: fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 6 }),
    extension: fc.integer({ min: 0, max: 10 }),
  })
  .map(({ start, steps, extension }) => {
    const events: ClockEvent[] = [{ type: 'start', at: noon(start) }]
    let day = start
    for (const [at, days] of steps.entries()) {
      day = day.add({ days })
      events.push(
        at % 2 === 0
          ? { type: 'stop', at: noon(day), ground: '专家评审', noticeId: 'a' }
          : { type: 'resume', at: noon(day) },
      )
    }
    if (steps.length % 2 === 1) events.push({ type: 'resume', at: noon(day) })
    if (extension > 0) events.push({ type: 'extend', at: noon(day), amount: extension, approver: 'head' })
    return { events, extension, now: noon(day), end: day }
  })

/** No stop began after the last day: such a one is refused before it reaches a clock (`admit`). */
const isLawful = (limit: DayLimit, events: readonly ClockEvent[], within: Calendar): boolean => {
  const before: ClockEvent[] = []
  for (const event of events) {
    const reading = clock(limit, before, within, event.at)
    if (event.type !== 'start' && reading.dueAt && Temporal.Instant.compare(event.at, reading.dueAt) >= 0) return false
    before.push(event)
  }
  return true
}

test('with stops and an extension too: a longer limit never ends earlier', () => {
  fc.assert(
    fc.property(
      dayLimit(['workday', 'day'], ['after']),
      life,
      fc.integer({ min: 0, max: 30 }),
      (limit, { events, now }, more) => {
        fc.pre(isLawful(limit, events, calendar))
        const shorter = clock(limit, events, calendar, now).dueOn
        const longer = clock({ ...limit, amount: limit.amount + more }, events, calendar, now).dueOn
        expect(shorter && longer && Temporal.PlainDate.compare(longer, shorter)).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})

test('with stops and an extension too: a rest day more never moves it earlier, a working day more never later', () => {
  fc.assert(
    fc.property(
      dayLimit(['workday'], ['after']),
      life,
      fc.integer({ min: 0, max: 80 }),
      (limit, { events, now }, offset) => {
        fc.pre(isLawful(limit, events, calendar))
        const start = Temporal.PlainDate.from(now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate())
        const day = start.add({ days: offset })
        const usual = clock(limit, events, calendar, now).dueOn
        const rested = clock(limit, events, withDay(day, 'off'), now).dueOn
        const worked = clock(limit, events, withDay(day, 'work'), now).dueOn
        expect(usual && rested && Temporal.PlainDate.compare(rested, usual)).toBeGreaterThanOrEqual(0)
        expect(usual && worked && Temporal.PlainDate.compare(worked, usual)).toBeLessThanOrEqual(0)
      },
    ),
    { numRuns: 60 },
  )
})

test('with stops and an extension too: the explanation adds up to all that was granted, and used and left as well', () => {
  fc.assert(
    fc.property(dayLimit(['workday', 'day'], ['after']), life, (limit, { events, extension, now }) => {
      fc.pre(isLawful(limit, events, calendar))
      const reading = clock(limit, events, calendar, now)
      const granted = limit.amount + extension
      const counted = reading.explanation.filter(({ counts }) => counts)
      expect(counted.map(({ n }) => n)).toEqual(Array.from({ length: granted }, (_, at) => at + 1))
      expect(reading.explanation.at(-1)?.on.toString()).toBe(reading.dueOn?.toString())
      expect(reading.used + reading.left).toBe(granted)
    }),
  )
})

test('a stop of n days moves a limit in days by exactly n where it does not roll', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 90 }),
      date,
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 60 }),
      (amount, start, after, length) => {
        fc.pre(after <= amount)
        const limit: DayLimit = { amount, unit: 'day', direction: 'after', bound: 'atMost', roll: 'none' }
        const events: ClockEvent[] = [
          { type: 'start', at: noon(start) },
          { type: 'stop', at: noon(start.add({ days: after })), ground: '专家评审', noticeId: 'a' },
          { type: 'resume', at: noon(start.add({ days: after + length })) },
        ]
        const reading = clock(limit, events, calendar, noon(start.add({ days: after + length })))
        expect(reading.dueOn?.toString()).toBe(start.add({ days: amount + length }).toString())
      },
    ),
  )
})

test('the hours of an explanation add up to the limit, of working hours and of plain ones', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('workhour' as const, 'hour' as const),
      fc.integer({ min: 1, max: 60 }),
      date,
      fc.integer({ min: 0, max: 1439 }),
      (unit, amount, day, minute) => {
        const at = noon(day).add({ minutes: minute - 720 })
        const limit: Limit = { amount, unit, direction: 'after', bound: 'atMost', roll: 'none' }
        const reading = clock(limit, [{ type: 'start', at }], calendar, at)
        const hours = reading.explanation.reduce((sum, one) => sum + (one.hours ?? 0), 0)
        expect(hours).toBeCloseTo(amount, 6)
        expect(reading.used + reading.left).toBeCloseTo(amount, 6)
      },
    ),
  )
})
