import { expect, test } from 'vitest'
import { Calendar } from '#core/calendar/index.ts'
import { roundDue } from './round.ts'

/** 2026-11-23 is a Monday; the Tuesday after it is a holiday, the Saturday after that is made up for it. */
const calendar = new Calendar(
  [
    { on: Temporal.PlainDate.from('2026-11-24'), kind: 'off', name: '测试节', source: '' },
    { on: Temporal.PlainDate.from('2026-11-28'), kind: 'work', name: '测试节', source: '' },
  ],
  [2026],
)
const city = {
  calendar,
  timeZone: 'Asia/Shanghai',
  times: ['08:45', '14:15'].map((time) => Temporal.PlainTime.from(time)),
}

const at = (text: string) => Temporal.Instant.from(`2026-11-${text}:00+08:00`)
const due = (now: string, last: string | null) =>
  roundDue(at(now), last ? at(last) : null, city)
    ?.toString({ timeZone: city.timeZone, smallestUnit: 'minute' })
    .slice(8, 16)

test.each([
  ['23T08:44', '20T14:15', undefined],
  ['23T08:45', '20T14:15', '23T08:45'],
  ['23T08:46', '23T08:45', undefined],
  ['23T14:14', '23T08:45', undefined],
  ['23T14:15', '23T08:45', '23T14:15'],
  ['23T23:59', '23T14:15', undefined],
])('%s after the round of %s: %s', (now, last, expected) => {
  expect(due(now, last)).toBe(expected)
})

test('a house that stood still catches up, once, with the latest round of the day', () => {
  expect(due('23T10:30', '20T14:15')).toBe('23T08:45')
  expect(due('23T18:00', '20T08:45')).toBe('23T14:15')
  expect(due('23T18:00', null)).toBe('23T14:15')
  expect(due('23T07:00', '20T08:45')).toBeUndefined()
})

test('quiet on rest days: weekends, holidays; not on a made-up Saturday', () => {
  expect(due('22T10:00', '20T08:45')).toBeUndefined()
  expect(due('24T10:00', '20T08:45')).toBeUndefined()
  expect(due('28T10:00', '27T14:15')).toBe('28T08:45')
})
