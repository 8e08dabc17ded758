import { expect, test } from 'vitest'
import { seededCalendar } from './calendar-for-tests.ts'
import { clock } from './clock.ts'
import type { ClockEvent } from './clock-events.ts'
import { lightAt } from './light.ts'
import { type Limit, workdays } from './limit.ts'

const calendar = await seededCalendar()
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant()
const start = (text: string): ClockEvent => ({ type: 'start', at: at(text) })
const stop = (text: string, capUnits?: number): ClockEvent => ({
  type: 'stop',
  at: at(text),
  ground: '专家评审',
  noticeId: 'n',
  ...(capUnits ? { capUnits } : {}),
})
const event = (type: 'resume' | 'answered' | 'rejected', text: string): ClockEvent => ({ type, at: at(text) })
const read = (limit: Limit, events: ClockEvent[], now: string) => {
  const reading = clock(limit, events, calendar, at(now))
  const { state, used, left } = reading
  return { state, used, left, dueOn: reading.dueOn?.toString(), light: lightAt(reading, at(now)).light }
}

test('a week in the life of seven working days', () => {
  const dispatched = [start('2026-09-18T10:00')]
  const on = (now: string) => read(workdays(7), dispatched, now)
  expect(clock(workdays(7), [], calendar, at('2026-09-18T09:00'))).toMatchObject({
    state: 'notStarted',
    dueAt: null,
    left: 7,
  })
  expect(on('2026-09-18T10:00')).toEqual({ state: 'running', used: 0, left: 7, dueOn: '2026-09-29', light: 'green' })
  expect(on('2026-09-21T08:00')).toMatchObject({ used: 1, left: 6 })
  expect(on('2026-09-24T23:59')).toMatchObject({ used: 4, left: 3, light: 'green' })
  // Five of seven days are used when Thursday is over: 71 %.
  expect(on('2026-09-25T00:00')).toMatchObject({ used: 5, left: 2, light: 'yellow' })
  expect(on('2026-09-29T23:59')).toMatchObject({ state: 'running', used: 6, left: 1, light: 'yellow' })
  expect(on('2026-09-30T00:00')).toMatchObject({ state: 'overdue', left: -1, light: 'red' })
  expect(on('2026-10-09T12:00')).toMatchObject({ state: 'overdue', left: -3, used: 10 })
})

test('the last day of a short limit is yellow, and the clock says when to look again', () => {
  const reading = clock(workdays(1), [start('2026-11-20T10:00')], calendar, at('2026-11-20T11:00'))
  expect(lightAt(reading, at('2026-11-20T11:00'))).toEqual({ light: 'green', nextWakeAt: at('2026-11-23T00:00') })
  expect(lightAt(reading, at('2026-11-23T09:00'))).toEqual({ light: 'yellow', nextWakeAt: at('2026-11-24T00:00') })
})

test('an answer before the due day is early, on it in time, after it late for good', () => {
  const answered = (on: string) =>
    read(workdays(3), [start('2026-11-16T10:00'), event('answered', on)], '2026-12-01T10:00')
  expect(answered('2026-11-17T10:00')).toMatchObject({ state: 'metEarly', used: 1, left: 2, light: 'green' })
  expect(answered('2026-11-19T23:59')).toMatchObject({ state: 'met', used: 3, left: 0 })
  expect(answered('2026-11-20T00:00')).toMatchObject({ state: 'overdue', left: -1, light: 'red' })
})

test('a stop: its first day counts, the day it ends does not', () => {
  const events = [start('2026-11-16T10:00'), stop('2026-11-17T10:00'), event('resume', '2026-11-19T10:00')]
  // 17 counts, 18 and 19 do not, 20, 23 (Monday) do.
  expect(read(workdays(3), events, '2026-11-19T12:00')).toMatchObject({
    state: 'running',
    used: 1,
    left: 2,
    dueOn: '2026-11-23',
  })
  expect(
    clock(workdays(3), events, calendar, at('2026-11-19T12:00')).explanation.map(
      ({ on, reason }) => `${on.day} ${reason}`,
    ),
  ).toEqual([
    '16 起算日不计入（民法典第201条）',
    '17 工作日',
    '18 暂停计时：专家评审',
    '19 暂停计时：专家评审',
    '20 工作日',
    '21 周末',
    '22 周末',
    '23 工作日',
  ])
})

test('while stopped the due date moves with the day, and nothing becomes overdue', () => {
  const events = [start('2026-11-16T10:00'), stop('2026-11-17T10:00')]
  expect(read(workdays(3), events, '2026-11-17T18:00')).toEqual({
    state: 'stopped',
    used: 1,
    left: 2,
    dueOn: '2026-11-19',
    light: 'green',
  })
  expect(read(workdays(3), events, '2026-12-17T18:00')).toEqual({
    state: 'stopped',
    used: 1,
    left: 2,
    dueOn: '2026-12-21',
    light: 'green',
  })
})

test('a stop on the last day leaves the day it ends', () => {
  const events = [start('2026-11-16T10:00'), stop('2026-11-19T10:00'), event('resume', '2026-11-24T10:00')]
  expect(read(workdays(3), events, '2026-11-24T12:00')).toMatchObject({
    state: 'running',
    dueOn: '2026-11-24',
    left: 0,
  })
  expect(read(workdays(3), events, '2026-11-25T00:00')).toMatchObject({ state: 'overdue' })
})

test('a capped stop runs again by itself, and the clock wakes for it', () => {
  const events = [start('2026-11-16T10:00'), stop('2026-11-17T10:00', 2)]
  const reading = clock(workdays(3), events, calendar, at('2026-11-18T10:00'))
  expect(reading.state).toBe('stopped')
  expect(lightAt(reading, at('2026-11-18T10:00')).nextWakeAt).toEqual(at('2026-11-20T00:00'))
  expect(read(workdays(3), events, '2026-11-20T08:00')).toMatchObject({
    state: 'running',
    dueOn: '2026-11-23',
    left: 2,
  })
})

test('two stops and an extension add up', () => {
  const events: ClockEvent[] = [
    start('2026-11-02T10:00'),
    stop('2026-11-03T10:00'),
    event('resume', '2026-11-05T10:00'),
    stop('2026-11-05T15:00'),
    event('resume', '2026-11-09T10:00'),
    { type: 'extend', at: at('2026-11-10T10:00'), amount: 2, approver: 'head' },
  ]
  // 3 | stopped 4–5, 6–9 | 10 11 12 13 16 17
  expect(read(workdays(5), events, '2026-11-10T11:00')).toEqual({
    state: 'running',
    used: 1,
    left: 6,
    dueOn: '2026-11-17',
    light: 'green',
  })
})

test('a rejected answer goes on with what was left, at least one unit', () => {
  const early = [
    start('2026-11-16T10:00'),
    event('answered', '2026-11-17T10:00'),
    event('rejected', '2026-11-26T10:00'),
  ]
  expect(read(workdays(3), early, '2026-11-26T11:00')).toMatchObject({
    state: 'running',
    used: 1,
    left: 2,
    dueOn: '2026-11-30',
  })
  const lastDay = [
    start('2026-11-16T10:00'),
    event('answered', '2026-11-19T10:00'),
    event('rejected', '2026-11-26T10:00'),
  ]
  expect(read(workdays(3), lastDay, '2026-11-26T11:00')).toMatchObject({
    state: 'running',
    left: 1,
    dueOn: '2026-11-27',
  })
  const late = [start('2026-11-16T10:00'), event('answered', '2026-11-24T10:00'), event('rejected', '2026-11-26T10:00')]
  expect(read(workdays(3), late, '2026-11-26T11:00')).toMatchObject({
    state: 'running',
    used: 3,
    left: 1,
    dueOn: '2026-11-27',
  })
  expect(
    clock(workdays(3), late, calendar, at('2026-11-26T11:00')).explanation.filter(({ counts }) => counts),
  ).toHaveLength(4)
})

test('four working hours pass only in office hours', () => {
  const limit: Limit = { ...workdays(4), unit: 'workhour' }
  const due = (from: string) =>
    clock(limit, [start(from)], calendar, at(from))
      .dueAt?.toZonedDateTimeISO('Asia/Shanghai')
      .toPlainDateTime()
      .toString()
  expect(due('2026-11-20T09:00')).toBe('2026-11-20T15:00:00')
  expect(due('2026-11-20T13:00')).toBe('2026-11-23T09:30:00')
  expect(due('2026-11-20T16:30')).toBe('2026-11-23T12:00:00')
  expect(due('2026-11-21T03:00')).toBe('2026-11-23T15:00:00')
  expect(due('2026-09-30T16:00')).toBe('2026-10-08T11:30:00')
  const events = [start('2026-11-20T16:30'), stop('2026-11-20T17:00'), event('resume', '2026-11-23T10:00')]
  const reading = clock(limit, events, calendar, at('2026-11-23T10:00'))
  expect(reading.dueAt?.toString()).toBe(at('2026-11-23T15:30').toString())
  expect(reading).toMatchObject({ state: 'running', used: 0.5, left: 3.5 })
  expect(reading.explanation.reduce((sum, { hours = 0 }) => sum + hours, 0)).toBe(4)
})

test('plain hours run through the night', () => {
  const limit: Limit = { ...workdays(24), unit: 'hour' }
  const reading = clock(limit, [start('2026-10-01T22:00')], calendar, at('2026-10-02T10:00'))
  expect(reading.dueAt?.toString()).toBe(at('2026-10-02T22:00').toString())
  expect(reading).toMatchObject({ state: 'running', used: 12, left: 12 })
  expect(lightAt(reading, at('2026-10-02T16:00')).light).toBe('yellow')
})

test('with business hours the last day ends at their close (民法典 第203条第2款)', () => {
  const limit: Limit = { ...workdays(1), cutoff: Temporal.PlainTime.from('17:30') }
  expect(read(limit, [start('2026-11-19T10:00')], '2026-11-20T17:29')).toMatchObject({ state: 'running' })
  expect(read(limit, [start('2026-11-19T10:00')], '2026-11-20T17:30')).toMatchObject({ state: 'overdue' })
})

test('a minimum is met by time alone, and has no lights', () => {
  const limit: Limit = { amount: 30, unit: 'day', direction: 'after', bound: 'atLeast', roll: 'none' }
  const events = [start('2026-03-01T10:00')]
  expect(read(limit, events, '2026-03-31T23:59')).toMatchObject({ state: 'running', light: 'green', left: 1 })
  expect(read(limit, events, '2026-04-01T00:00')).toMatchObject({ state: 'met', light: 'green' })
})

test('a limit before a hearing runs until its day is over', () => {
  const limit: Limit = { amount: 7, unit: 'day', direction: 'before', bound: 'atLeast', roll: 'none' }
  const hearing = [start('2026-11-20T09:00')]
  expect(read({ ...limit, bound: 'atMost' }, hearing, '2026-11-10T12:00')).toMatchObject({
    state: 'running',
    dueOn: '2026-11-13',
    left: 4,
  })
  expect(read({ ...limit, bound: 'atMost' }, hearing, '2026-11-14T00:00')).toMatchObject({ state: 'overdue', left: -1 })
})

test('months count with their days once a stop has cut into them', () => {
  const limit: Limit = { amount: 2, unit: 'month', direction: 'after', bound: 'atMost', roll: 'none' }
  const events = [start('2026-01-31T10:00'), stop('2026-02-10T10:00'), event('resume', '2026-02-20T10:00')]
  expect(read(limit, events, '2026-02-20T10:00')).toMatchObject({ dueOn: '2026-04-10', used: 10, left: 49 })
  const longer: ClockEvent[] = [...events, { type: 'extend', at: at('2026-03-01T10:00'), amount: 1, approver: 'head' }]
  expect(read(limit, longer, '2026-03-01T10:00')).toMatchObject({ dueOn: '2026-05-10' })
})

test('order is by what occurred, not by what was typed first', () => {
  const events = [start('2026-11-16T10:00'), event('resume', '2026-11-19T10:00'), stop('2026-11-17T10:00')]
  expect(read(workdays(3), events, '2026-11-19T12:00')).toMatchObject({ dueOn: '2026-11-23' })
})
