import { formatDateLong } from '#ui/index.ts'
import type { Calendar } from './calendar.ts'
import type { EpochDay } from './epoch-days.ts'

/** One day of 这个日期怎么算的. Of a limit in days or working days the rows with `counts` add up to the limit. */
export type ExplainedDay = {
  on: Temporal.PlainDate
  counts: boolean
  /** The running total in the limit's unit, on days that count. */
  n?: number
  /** Why it counts or does not, in the words shown to people. */
  reason: string
  /** Hours of this day that count; only for limits in hours. */
  hours?: number
}

export type Explanation = readonly ExplainedDay[]

/** Days in (after, upTo] that do not count, and why: a stop, an answer waiting for its asker. */
export type Hold = { after: EpochDay; upTo: EpochDay; reason: string }

const START_DAY = '起算日不计入（民法典第201条）'
const EVENT_DAY = '事件当日不计入，由此向前倒数（民法典第201条）'
const ROLLED_TO = '顺延至休息日结束的次日（民法典第203条）'
const ROLLED_BACK = '最后一日是休息日，提前到之前的工作日，不缩短应留足的时间'

const dayReasons = new Map<string, string>()
const rollReasons = new Map<string, string>()

/** Calendar days count whatever they are; the reason still says what a reader might stumble over. */
function asCalendarDay(reason: string): string {
  let made = dayReasons.get(reason)
  if (!made) {
    made = reason === '周末' || reason.endsWith('放假') ? `${reason}，按日计算照常计入` : '按日计算，计入'
    dayReasons.set(reason, made)
  }
  return made
}

function asRolled(reason: string): string {
  let made = rollReasons.get(reason)
  if (!made) {
    made = `顺延：${reason}`
    rollReasons.set(reason, made)
  }
  return made
}

/**
 * The days from the start to the due date, each once and in order. `last` is the last day that counts, `due` the same or where it rolled
 * to. Holds must be in order and not overlap.
 */
export function explainForward(
  calendar: Calendar,
  unit: 'workday' | 'day',
  start: EpochDay,
  last: EpochDay,
  due: EpochDay,
  holds: readonly Hold[] = [],
): Explanation {
  const rows: ExplainedDay[] = [{ on: calendar.dateOf(start), counts: false, reason: START_DAY }]
  let n = 0
  let holdIndex = 0
  for (let day = start + 1; day <= last; day++) {
    while (holdIndex < holds.length && (holds[holdIndex] as Hold).upTo < day) holdIndex++
    const hold = holds[holdIndex]
    const on = calendar.dateOf(day)
    if (hold && day > hold.after) {
      rows.push({ on, counts: false, reason: hold.reason })
    } else if (unit === 'day') {
      rows.push({ on, counts: true, n: ++n, reason: asCalendarDay(calendar.reasonOf(day)) })
    } else if (calendar.isWorkday(day)) {
      rows.push({ on, counts: true, n: ++n, reason: calendar.reasonOf(day) })
    } else {
      rows.push({ on, counts: false, reason: calendar.reasonOf(day) })
    }
  }
  for (let day = last + 1; day < due; day++) {
    rows.push({ on: calendar.dateOf(day), counts: false, reason: asRolled(calendar.reasonOf(day)) })
  }
  if (due > last) rows.push({ on: calendar.dateOf(due), counts: false, reason: ROLLED_TO })
  return rows
}

/** The days counted back from an event, latest first. */
export function explainBackward(
  calendar: Calendar,
  unit: 'workday' | 'day',
  event: EpochDay,
  last: EpochDay,
  due: EpochDay,
): Explanation {
  const rows: ExplainedDay[] = [{ on: calendar.dateOf(event), counts: false, reason: EVENT_DAY }]
  let n = 0
  for (let day = event - 1; day >= last; day--) {
    const on = calendar.dateOf(day)
    const counts = unit === 'day' || calendar.isWorkday(day)
    const reason = calendar.reasonOf(day)
    rows.push(
      counts ? { on, counts, n: ++n, reason: unit === 'day' ? asCalendarDay(reason) : reason } : { on, counts, reason },
    )
  }
  for (let day = last - 1; day > due; day--) {
    rows.push({ on: calendar.dateOf(day), counts: false, reason: calendar.reasonOf(day) })
  }
  if (due < last) rows.push({ on: calendar.dateOf(due), counts: false, reason: ROLLED_BACK })
  return rows
}

/** Months: one row a month, then the roll (民法典 第202、203条). `sign` is 1 forward, -1 back. */
export function explainMonths(
  calendar: Calendar,
  start: Temporal.PlainDate,
  months: number,
  sign: 1 | -1,
  last: EpochDay,
  due: EpochDay,
): Explanation {
  const rows: ExplainedDay[] = [{ on: start, counts: false, reason: sign === 1 ? START_DAY : EVENT_DAY }]
  for (let n = 1; n <= months; n++) {
    const on = start.add({ months: sign * n })
    const reason =
      on.day === start.day
        ? `第${n}个月的对应日（民法典第202条）`
        : `第${n}个月没有对应日，以月末日为准（民法典第202条）`
    rows.push({ on, counts: true, n, reason })
  }
  for (let day = last + sign; sign * (due - day) > 0; day += sign) {
    rows.push({ on: calendar.dateOf(day), counts: false, reason: asRolled(calendar.reasonOf(day)) })
  }
  if (due !== last) rows.push({ on: calendar.dateOf(due), counts: false, reason: sign === 1 ? ROLLED_TO : ROLLED_BACK })
  return rows
}

/** 11月23日（周一） */
export const dayText = (on: Temporal.PlainDate): string => formatDateLong(on, on.year)

/** 2026年11月23日（周一） */
export const fullDayText = (on: Temporal.PlainDate): string => formatDateLong(on)

/** The explanation as a paragraph in plain Chinese, neighbouring days with one reason told together. */
export function explainText(explanation: Explanation): string {
  const sentences: string[] = []
  for (let at = 0; at < explanation.length; ) {
    const first = explanation[at] as ExplainedDay
    let end = at
    while (end + 1 < explanation.length && sameStory(first, explanation[end + 1] as ExplainedDay)) end++
    sentences.push(sentence(first, explanation[end] as ExplainedDay, end - at + 1))
    at = end + 1
  }
  return `${sentences.join('；')}。`
}

const sameStory = (a: ExplainedDay, b: ExplainedDay): boolean =>
  a.counts === b.counts && a.reason === b.reason && a.on.year === b.on.year && a.hours === undefined

function sentence(first: ExplainedDay, last: ExplainedDay, days: number): string {
  const when = days === 1 ? dayText(first.on) : `${dayText(first.on)}至${dayText(last.on)}`
  if (first.hours !== undefined) return `${when}：${first.reason}`
  if (!first.counts) return `${when}：${first.reason}${/不计|顺延|提前/.test(first.reason) ? '' : '，不计入'}`
  const numbers = days === 1 ? `第${first.n}` : `第${first.n}至${last.n}`
  return `${when}：${first.reason}，计为${numbers}`
}
