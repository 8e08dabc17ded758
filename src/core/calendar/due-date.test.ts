import { expect, test } from 'vitest'
import { OutsideCalendar } from './calendar.ts'
import { seededCalendar } from './calendar-for-tests.ts'
import { dueDate } from './due-date.ts'
import { explainText } from './explanation.ts'
import { type DayLimit, isWithinLaw, type Limit, workdays } from './limit.ts'

const calendar = await seededCalendar()
const on = (text: string) => Temporal.PlainDate.from(text)
const days = (amount: number, roll: 'none' | 'next' = 'next'): DayLimit => ({ ...workdays(amount), unit: 'day', roll })
const months = (amount: number, roll: 'none' | 'next' = 'next'): DayLimit => ({
  ...workdays(amount),
  unit: 'month',
  roll,
})
const before = (limit: DayLimit): DayLimit => ({ ...limit, direction: 'before' })
const due = (limit: DayLimit, start: string) => dueDate(limit, on(start), calendar).dueOn.toString()

test.each([
  ['2026-02-10', 5, '2026-02-24'],
  ['2026-02-10', 20, '2026-03-16'],
  ['2026-09-18', 7, '2026-09-29'],
  ['2026-04-28', 3, '2026-05-06'],
  ['2026-09-24', 15, '2026-10-22'],
  ['2025-09-26', 5, '2025-10-10'],
  ['2025-01-20', 20, '2025-02-21'],
  ['2024-09-29', 20, '2024-10-31'],
  // A start on a rest day: the first working day after it is the first.
  ['2026-10-04', 1, '2026-10-08'],
  // Over the turn of the year, where the day off belongs to the next year's decree.
  ['2022-12-30', 1, '2023-01-03'],
  // Two made-up days of the turn of 2006.
  ['2006-12-29', 2, '2006-12-31'],
])('%s + %i working days = %s', (start, amount, expected) => {
  expect(due(workdays(amount), start)).toBe(expected)
})

test.each([
  ['2026-09-18', 15, '2026-10-08'],
  ['2026-02-01', 15, '2026-02-24'],
  ['2026-08-03', 60, '2026-10-08'],
  ['2026-01-17', 15, '2026-02-02'],
  // A made-up Saturday is no rest day (T-13).
  ['2026-02-13', 15, '2026-02-28'],
])('%s + %i days with roll = %s', (start, amount, expected) => {
  expect(due(days(amount), start)).toBe(expected)
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2025-08-31', 6, '2026-02-28'],
  ['2026-03-31', 1, '2026-04-30'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2026-01-15', 2, '2026-03-16'],
  ['2026-09-01', 1, '2026-10-08'],
])('%s + %i months = %s (民法典 第202、203条)', (start, amount, expected) => {
  expect(due(months(amount), start)).toBe(expected)
})

test('counting back leaves the event out and rolls to the earlier working day', () => {
  expect(due(before(days(7, 'none')), '2026-11-20')).toBe('2026-11-13')
  expect(due(before(workdays(7)), '2026-11-20')).toBe('2026-11-11')
  expect(due(before(workdays(7)), '2026-10-12')).toBe('2026-09-24')
  expect(due(before(days(7)), '2026-10-12')).toBe('2026-09-30')
  expect(due(before(months(1, 'none')), '2026-03-31')).toBe('2026-02-28')
})

test('a minimum of 30 days ends with the thirtieth full day after publication (T-14)', () => {
  expect(due({ ...days(30, 'none'), bound: 'atLeast' }, '2026-03-01')).toBe('2026-03-31')
})

test('a date that touches a year without a decree is provisional', () => {
  expect(dueDate(workdays(3), on('2026-12-28'), calendar)).toMatchObject({ provisional: false })
  const crossing = dueDate(workdays(5), on('2026-12-28'), calendar)
  expect(crossing.provisional).toBe(true)
  expect(crossing.dueOn.toString()).toBe('2027-01-05')
  expect(dueDate(before(workdays(5)), on('2027-01-04'), calendar).provisional).toBe(true)
  expect(dueDate(workdays(5), on('2027-02-01'), calendar).dueOn.toString()).toBe('2027-02-10')
})

test('half-day holidays for part of the citizens are working days (T-15)', () => {
  expect(due(workdays(1), '2027-03-07')).toBe('2027-03-08')
  expect(due(workdays(1), '2026-05-06')).toBe('2026-05-07')
})

test('outside the table there is no answer rather than a wrong one', () => {
  expect(() => dueDate(workdays(20_000), on('2026-01-01'), calendar)).toThrow(OutsideCalendar)
  expect(() => dueDate(days(20_000), on('2026-01-01'), calendar)).toThrow(OutsideCalendar)
  expect(() => dueDate(workdays(1), on('1999-12-31'), calendar)).toThrow(OutsideCalendar)
  expect(() => dueDate(before(workdays(1)), on('2000-01-01'), calendar)).toThrow(OutsideCalendar)
  expect(() => dueDate(workdays(1), on('2051-01-01'), calendar)).toThrow(OutsideCalendar)
  expect(() => dueDate(workdays(1.5), on('2026-01-01'), calendar)).toThrow(RangeError)
  expect(() => dueDate(workdays(-1), on('2026-01-01'), calendar)).toThrow(RangeError)
})

test('the explanation tells every day with its reason', () => {
  const { explanation } = dueDate(workdays(3), on('2026-04-28'), calendar)
  expect(explanation.map(({ on, counts, n, reason }) => [on.toString(), counts, n, reason])).toEqual([
    ['2026-04-28', false, undefined, '起算日不计入（民法典第201条）'],
    ['2026-04-29', true, 1, '工作日'],
    ['2026-04-30', true, 2, '工作日'],
    ...[1, 2, 3, 4, 5].map((day) => [`2026-05-0${day}`, false, undefined, '劳动节放假']),
    ['2026-05-06', true, 3, '工作日'],
  ])
  expect(explainText(explanation)).toBe(
    '4月28日（周二）：起算日不计入（民法典第201条）；4月29日（周三）至4月30日（周四）：工作日，计为第1至2；' +
      '5月1日（周五）至5月5日（周二）：劳动节放假，不计入；5月6日（周三）：工作日，计为第3。',
  )
})

test('the explanation of a roll names the rest days and the article', () => {
  const { explanation } = dueDate(days(15), on('2026-09-18'), calendar)
  expect(explanation.slice(-6).map(({ on, counts, reason }) => `${on} ${counts} ${reason}`)).toEqual([
    '2026-10-03 true 国庆节放假，按日计算照常计入',
    '2026-10-04 false 顺延：国庆节放假',
    '2026-10-05 false 顺延：国庆节放假',
    '2026-10-06 false 顺延：国庆节放假',
    '2026-10-07 false 顺延：国庆节放假',
    '2026-10-08 false 顺延至休息日结束的次日（民法典第203条）',
  ])
  expect(dueDate(workdays(1), on('2026-02-13'), calendar).explanation.at(-1)?.reason).toBe('调休上班（春节）')
  expect(dueDate(months(1), on('2026-01-31'), calendar).explanation.map(({ reason }) => reason)).toEqual([
    '起算日不计入（民法典第201条）',
    '第1个月没有对应日，以月末日为准（民法典第202条）',
  ])
})

test('a unit may promise shorter, never longer (优化营商环境条例 第36条)', () => {
  const law = workdays(20)
  const within = (promise: Limit, than: Limit = law) => isWithinLaw(promise, than)
  expect(within(workdays(15))).toBe(true)
  expect(within(workdays(20))).toBe(true)
  expect(within(workdays(21))).toBe(false)
  expect(within(days(20))).toBe(true)
  expect(within(workdays(20), days(20))).toBe(false)
  expect(within(days(20, 'next'), days(20, 'none'))).toBe(false)
  expect(within({ ...workdays(24), unit: 'hour' }, workdays(1))).toBe(true)
  expect(within({ ...workdays(25), unit: 'hour' }, workdays(1))).toBe(false)
  const minimum: Limit = { ...days(30, 'none'), bound: 'atLeast' }
  expect(within({ ...minimum, amount: 29 }, minimum)).toBe(false)
  expect(within({ ...minimum, amount: 45 }, minimum)).toBe(true)
})
