import { expect, test } from 'vitest'
import { admit, type ClockTerms } from './admit.ts'
import { seededCalendar } from './calendar-for-tests.ts'
import type { ClockEvent } from './clock-events.ts'
import { workdays } from './limit.ts'

const calendar = await seededCalendar()
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant()
const licence: ClockTerms = {
  limit: workdays(20),
  article: '行政许可法第42条',
  extension: { amount: 10, approver: 'head', approverTitle: '本机关负责人' },
  stopGrounds: ['听证', '专家评审'].map((ground) => ({ ground, title: ground })),
}
const accepted: ClockEvent = { type: 'start', at: at('2026-11-02T10:00') }
const now = '2026-12-31T10:00'
const code = (terms: ClockTerms, events: ClockEvent[], event: ClockEvent, on = now) =>
  admit(terms, events, event, calendar, at(on))?.code ?? 'admitted'
const extend = (on: string, more: Partial<Extract<ClockEvent, { type: 'extend' }>> = {}): ClockEvent => ({
  type: 'extend',
  at: at(on),
  amount: 10,
  approver: 'head',
  ...more,
})
const stop = (on: string, ground = '听证', noticeId = 'n'): ClockEvent => ({
  type: 'stop',
  at: at(on),
  ground,
  noticeId,
})

test('an extension: once, before expiry, by the right head, no longer than the law', () => {
  expect(code(licence, [accepted], extend('2026-11-27T10:00'))).toBe('admitted')
  // Twenty working days after 2 November end with the thirtieth.
  expect(code(licence, [accepted], extend('2026-11-30T23:59'))).toBe('admitted')
  expect(code(licence, [accepted], extend('2026-12-01T00:00'))).toBe('extension-after-expiry')
  expect(code(licence, [accepted, extend('2026-11-20T10:00')], extend('2026-11-27T10:00'))).toBe('extension-second')
  expect(code(licence, [accepted], extend('2026-11-27T10:00', { approver: 'handler' }))).toBe(
    'extension-wrong-approver',
  )
  expect(code(licence, [accepted], extend('2026-11-27T10:00', { amount: 11 }))).toBe('extension-too-long')
  expect(code({ ...licence, extension: null }, [accepted], extend('2026-11-27T10:00'))).toBe('extension-not-allowed')
})

test('a stop: with a ground of the law, a written notice, before expiry, one at a time', () => {
  expect(code(licence, [accepted], stop('2026-11-10T10:00'))).toBe('admitted')
  expect(code(licence, [accepted], stop('2026-11-10T10:00', ''))).toBe('stop-without-ground')
  expect(code(licence, [accepted], stop('2026-11-10T10:00', '经办人休假'))).toBe('stop-without-ground')
  expect(code(licence, [accepted], stop('2026-11-10T10:00', '听证', ''))).toBe('stop-without-notice')
  expect(code(licence, [accepted, stop('2026-11-10T10:00')], stop('2026-11-11T10:00'))).toBe('already-stopped')
  expect(code(licence, [accepted], stop('2026-12-02T10:00'))).toBe('stop-after-expiry')
  expect(code({ ...licence, stopGrounds: [] }, [accepted], stop('2026-11-10T10:00'))).toBe('stop-not-allowed')
})

test('a stop is no longer than its ground allows', () => {
  const grounds = [{ ground: 'third-party', title: '征求第三方意见', capUnits: 15 }]
  const request: ClockTerms = { ...licence, stopGrounds: grounds }
  const asking = (capUnits?: number): ClockEvent => ({
    ...stop('2026-11-10T10:00', 'third-party'),
    ...(capUnits && { capUnits }),
  })
  expect(code(request, [accepted], asking(15))).toBe('admitted')
  expect(code(request, [accepted], asking(16))).toBe('stop-too-long')
  expect(code(request, [accepted], asking())).toBe('stop-too-long')
})

test('every refusal names the article it rests on, and says what to do', () => {
  const tries: ClockEvent[] = [
    extend('2026-12-01T00:00'),
    extend('2026-11-27T10:00', { approver: 'handler' }),
    extend('2026-11-27T10:00', { amount: 11 }),
    stop('2026-11-10T10:00', ''),
    stop('2026-11-10T10:00', '听证', ''),
    { type: 'answered', at: at('2026-11-01T10:00') },
    { type: 'answered', at: at('2027-01-01T10:00') },
  ]
  for (const event of tries) {
    const refusal = admit(licence, [accepted], event, calendar, at(now))
    expect(refusal?.article).toBe('行政许可法第42条')
    expect(refusal?.sentence).toMatch(/。$/)
  }
})

test('nothing occurs after now, before the start or before the step already entered', () => {
  expect(code(licence, [accepted], { type: 'answered', at: at('2026-11-05T10:00') }, '2026-11-04T10:00')).toBe(
    'after-now',
  )
  expect(code(licence, [accepted], { type: 'answered', at: at('2026-11-01T10:00') })).toBe('before-start')
  expect(code(licence, [accepted, stop('2026-11-10T10:00')], { type: 'resume', at: at('2026-11-09T10:00') })).toBe(
    'out-of-order',
  )
  expect(code(licence, [], { type: 'answered', at: at('2026-11-05T10:00') })).toBe('not-started')
  expect(code(licence, [accepted], accepted)).toBe('already-started')
})

test('resume needs a stop, a rejection an answer, and an answer ends all else', () => {
  const answered: ClockEvent = { type: 'answered', at: at('2026-11-10T10:00') }
  expect(code(licence, [accepted], { type: 'resume', at: at('2026-11-11T10:00') })).toBe('not-stopped')
  expect(code(licence, [accepted], { type: 'rejected', at: at('2026-11-11T10:00') })).toBe('not-answered')
  expect(code(licence, [accepted, answered], { type: 'rejected', at: at('2026-11-11T10:00') })).toBe('admitted')
  expect(code(licence, [accepted, answered], extend('2026-11-11T10:00'))).toBe('already-answered')
})

test('a minimum for the citizen is not closed before 24:00 of its last day (T-14)', () => {
  const comments: ClockTerms = {
    limit: { amount: 30, unit: 'day', direction: 'after', bound: 'atLeast', roll: 'none' },
    article: '重大行政决策程序暂行条例第15条',
    extension: null,
    stopGrounds: [],
  }
  const published: ClockEvent = { type: 'start', at: at('2026-03-01T10:00') }
  const refusal = admit(comments, [published], { type: 'answered', at: at('2026-03-31T23:59') }, calendar, at(now))
  expect(refusal).toEqual({
    code: 'closed-too-early',
    sentence: '须留足时间，2026-03-31 24时之前不得截止。',
    article: '重大行政决策程序暂行条例第15条',
  })
  expect(code(comments, [published], { type: 'answered', at: at('2026-04-01T00:00') })).toBe('admitted')
})

test('the coming hearing may lie ahead of now', () => {
  const notice: ClockTerms = { ...licence, limit: { ...workdays(7), direction: 'before' } }
  expect(code(notice, [], { type: 'start', at: at('2027-01-20T09:00') })).toBe('admitted')
})
