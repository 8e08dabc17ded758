import type { Calendar } from './calendar.ts'
import { type ClockReading, clock, type StartedReading } from './clock.ts'
import type { ClockEvent } from './clock-events.ts'
import { type ClockSettings, usualClockSettings } from './clock-settings.ts'
import { type Limit, unitWord } from './limit.ts'

/** What the rule allows to be done to its clock; a row of `limit_rules` has this shape. */
export type ClockTerms = {
  limit: Limit
  /** 行政许可法 第42条, as shown with a refusal. */
  article: string
  /** May be extended once, by so much, by this role; null where the law knows no extension. */
  extension: { amount: number; approver: string; approverTitle: string } | null
  /** Grounds that stop the clock; empty where nothing may stop it. */
  stopGrounds: readonly StopGround[]
}

/** `ground` is the code in events, `title` its words. */
export type StopGround = { ground: string; title: string; capUnits?: number }

/** Why an event may not be added: a sentence for the person who tried, and the article it rests on. */
export type ClockRefusal = { code: ClockRefusalCode; sentence: string; article: string }

export type ClockRefusalCode =
  | 'already-started'
  | 'not-started'
  | 'after-now'
  | 'before-start'
  | 'out-of-order'
  | 'already-answered'
  | 'not-answered'
  | 'closed-too-early'
  | 'already-stopped'
  | 'not-stopped'
  | 'stop-not-allowed'
  | 'stop-without-ground'
  | 'stop-without-notice'
  | 'stop-after-expiry'
  | 'stop-too-long'
  | 'extension-not-allowed'
  | 'extension-after-expiry'
  | 'extension-second'
  | 'extension-too-long'
  | 'extension-wrong-approver'

/**
 * May this event be added to what happened? Null when it may. The events given must have been admitted themselves; `event.at` is when it occurred.
 */
export function admit(
  terms: ClockTerms,
  events: readonly ClockEvent[],
  event: ClockEvent,
  calendar: Calendar,
  now: Temporal.Instant,
  settings: ClockSettings = usualClockSettings,
): ClockRefusal | null {
  const wrongTime = refuseTime(terms, events, event, now)
  if (wrongTime || event.type === 'start') return wrongTime
  const before = clock(terms.limit, events, calendar, event.at, settings)
  if (before.state === 'notStarted') return refuse('not-started', '计时尚未开始，请先登记起算的事项。', terms.article)
  const answered = isAnswered(events)
  if (event.type === 'rejected') {
    return answered ? null : refuse('not-answered', '还没有答复，不能退回答复。', terms.article)
  }
  if (answered) return refuse('already-answered', '已经答复，计时已停止；如答复被退回，计时会自动恢复。', terms.article)
  if (event.type === 'stop') return refuseStop(terms, event, before)
  if (event.type === 'resume') {
    return lastStopIsOpen(events) ? null : refuse('not-stopped', '计时没有暂停，无需恢复。', terms.article)
  }
  if (event.type === 'extend') return refuseExtension(terms, events, event, before)
  return refuseAnswer(terms, event, before)
}

function refuseTime(
  { limit, article }: ClockTerms,
  events: readonly ClockEvent[],
  event: ClockEvent,
  now: Temporal.Instant,
): ClockRefusal | null {
  const started = events.find((earlier) => earlier.type === 'start')
  if (event.type === 'start' && started) return refuse('already-started', '计时已经开始，起算日不能再改。', article)
  const isComingEvent = event.type === 'start' && limit.direction === 'before'
  if (!isComingEvent && later(event.at, now)) {
    return refuse('after-now', '发生时间晚于现在，请填写实际发生的时间。', article)
  }
  if (event.type === 'start' || !started || limit.direction === 'before') return null
  if (later(started.at, event.at)) return refuse('before-start', '发生时间早于起算时间，请核对日期。', article)
  return events.some((earlier) => later(earlier.at, event.at))
    ? refuse('out-of-order', '发生时间早于已登记的上一步，请核对日期。', article)
    : null
}

function refuseStop(
  { limit, stopGrounds, article }: ClockTerms,
  event: Extract<ClockEvent, { type: 'stop' }>,
  before: StartedReading,
): ClockRefusal | null {
  if (stopGrounds.length === 0) return refuse('stop-not-allowed', '这项期限没有可以暂停计时的法定事由。', article)
  const stopGround = stopGrounds.find(({ ground }) => ground === event.ground)
  if (!stopGround) {
    const titles = stopGrounds.map(({ title }) => title).join('、')
    return refuse('stop-without-ground', `暂停计时须有法定事由：${titles}。`, article)
  }
  if (!event.noticeId?.trim()) {
    return refuse('stop-without-notice', '暂停计时须书面告知所需时间，请先发出告知书。', article)
  }
  const { capUnits, title } = stopGround
  if (capUnits !== undefined && (event.capUnits ?? Number.POSITIVE_INFINITY) > capUnits) {
    return refuse('stop-too-long', `${title}最多暂停${capUnits}${unitWord[limit.unit]}，请改小。`, article)
  }
  if (before.state === 'stopped') return refuse('already-stopped', '计时已经暂停，请先恢复再登记新的暂停。', article)
  return hasExpired(before, event.at)
    ? refuse('stop-after-expiry', `期限已于${before.dueOn}届满，不能再暂停。`, article)
    : null
}

function refuseExtension(
  { limit, extension, article }: ClockTerms,
  events: readonly ClockEvent[],
  event: Extract<ClockEvent, { type: 'extend' }>,
  before: StartedReading,
): ClockRefusal | null {
  if (!extension) return refuse('extension-not-allowed', '这项期限不得延长，请按期办结。', article)
  if (hasExpired(before, event.at)) {
    return refuse('extension-after-expiry', `期限已于${before.dueOn}届满，延长须在届满之前批准。`, article)
  }
  if (events.some(({ type }) => type === 'extend'))
    return refuse('extension-second', '已经延长过一次，不能再次延长。', article)
  if (event.approver !== extension.approver) {
    return refuse('extension-wrong-approver', `延长须由${extension.approverTitle}批准。`, article)
  }
  if (!(Number.isInteger(event.amount) && event.amount > 0 && event.amount <= extension.amount)) {
    return refuse('extension-too-long', `最多可延长${extension.amount}${unitWord[limit.unit]}，请改小。`, article)
  }
  return null
}

/** T-14: a minimum for the citizen may not be closed before its last day is over. */
function refuseAnswer(
  { limit, article }: ClockTerms,
  event: Extract<ClockEvent, { type: 'answered' }>,
  before: StartedReading,
): ClockRefusal | null {
  if (limit.bound !== 'atLeast' || limit.direction === 'before' || hasExpired(before, event.at)) return null
  return refuse('closed-too-early', `须留足时间，${before.dueOn} 24时之前不得截止。`, article)
}

function isAnswered(events: readonly ClockEvent[]): boolean {
  const last = events.findLast(({ type }) => type === 'answered' || type === 'rejected')
  return last?.type === 'answered'
}

function lastStopIsOpen(events: readonly ClockEvent[]): boolean {
  const last = events.findLast(({ type }) => type === 'stop' || type === 'resume' || type === 'answered')
  return last?.type === 'stop'
}

const hasExpired = (reading: Exclude<ClockReading, { state: 'notStarted' }>, at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(at, reading.dueAt) >= 0

const later = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) > 0

const refuse = (code: ClockRefusalCode, sentence: string, article: string): ClockRefusal => ({
  code,
  sentence,
  article,
})
