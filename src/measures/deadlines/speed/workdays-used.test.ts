import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  Calendar,
  type ClockEvent,
  clock,
  clockSettings,
  provisionalDays2027,
  seedDays,
  seedYears,
  workdays,
} from '#core/calendar/index.ts'
import { workdaysSaved, workdaysUsed } from './workdays-used.ts'

let calendar: Calendar
const settings = clockSettings('Asia/Shanghai')
const dayOf = (at: Temporal.Instant) => settings.city.dayOf(at)
const at = (text: string) => Temporal.Instant.from(`${text}:00+08:00`)

beforeAll(async () => {
  calendar = new Calendar([...(await seedDays()), ...provisionalDays2027], seedYears)
})

const used = (...steps: ClockEvent[]) => workdaysUsed(steps, calendar, dayOf)
const start: ClockEvent = { type: 'start', at: at('2026-09-24T10:00') }
const stop = (text: string, ground = 'inspection'): ClockEvent => ({
  type: 'stop',
  at: at(text),
  ground,
  noticeId: '1',
})

describe('what one answer took', () => {
  test('the same day is none, a holiday counts for nothing', () => {
    expect(used(start, { type: 'answered', at: at('2026-09-24T17:00') }).days).toBe(0)
    // 中秋 25–27, 国庆 1–7: 28, 29, 30 September and 8 October are four.
    expect(used(start, { type: 'answered', at: at('2026-10-08T09:00') }).days).toBe(4)
  })

  test('a stop is left out and told by its ground', () => {
    const answer = used(
      start,
      stop('2026-09-28T09:00'),
      { type: 'resume', at: at('2026-09-30T09:00') },
      stop('2026-10-08T09:00', 'writer-asks'),
      { type: 'answered', at: at('2026-10-10T09:00') },
    )
    // 28, 29, 30 September, 8, 9, 10 October are six; the day a stop begins counts, the day it ends does not.
    expect(answer).toEqual({ days: 2, stops: { inspection: 2, 'writer-asks': 2 }, isExtended: false })
  })

  test('the second handling begins with the rejection', () => {
    const second = used(
      start,
      { type: 'extend', at: at('2026-09-28T09:00'), amount: 5, approver: 'head' },
      { type: 'answered', at: at('2026-09-29T09:00') },
      { type: 'rejected', at: at('2026-10-08T09:00') },
      { type: 'answered', at: at('2026-10-10T09:00') },
    )
    expect(second).toEqual({ days: 2, stops: {}, isExtended: false })
  })

  test('agrees with the clock that the light goes by, stops and all', () => {
    const limit = workdays(200)
    const hours = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(hours, (gaps) => {
        const steps: ClockEvent[] = [start]
        let now = start.at
        for (const [index, gap] of gaps.entries()) {
          now = now.add({ hours: gap })
          const isLast = index === gaps.length - 1
          if (isLast) steps.push({ type: 'answered', at: now })
          else if (index % 2 === 0) steps.push({ type: 'stop', at: now, ground: 'inspection', noticeId: '1' })
          else steps.push({ type: 'resume', at: now })
        }
        const reading = clock(limit, steps, calendar, now, settings)
        expect(used(...steps).days).toBe(reading.used)
      }),
    )
  })
})

describe('what was saved', () => {
  const saved = (dueOn: string | null, ...steps: ClockEvent[]) =>
    workdaysSaved(steps, dueOn ? Temporal.PlainDate.from(dueOn) : null, calendar, dayOf)
  const answer: ClockEvent = { type: 'answered', at: at('2026-09-24T17:00') }

  test('working days left, none when late, without a limit, or extended', () => {
    expect(saved('2026-10-09', start, answer)).toBe(5)
    expect(saved('2026-09-24', start, answer)).toBe(0)
    expect(saved('2026-09-20', start, answer)).toBe(0)
    expect(saved(null, start, answer)).toBe(0)
    expect(saved('2026-10-09', start, { type: 'extend', at: start.at, amount: 5, approver: 'head' }, answer)).toBe(0)
  })
})
