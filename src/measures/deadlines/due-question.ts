import { z } from '@hono/zod-openapi'
import {
  type Calendar,
  calendarBounds,
  type DayLimit,
  type DueDate,
  dueDate,
  OutsideCalendar,
} from '#core/calendar/index.ts'
import type { FieldErrors } from '#ui/index.ts'

const MOST_DAYS = 3650

/** 2026-11-23; full-width digits are taken, a date that no calendar has is named. */
const fromDate = z
  .string('请填写起算日，例如 2026-11-23。')
  .trim()
  .min(1, '请填写起算日，例如 2026-11-23。')
  .transform((text, context) => {
    const problem = (message: string) => {
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }
    const [, year, month, day] = text.normalize('NFKC').match(/^(\d{4})-(\d{2})-(\d{2})$/) ?? []
    if (!year || !month || !day) return problem('起算日应写成“年-月-日”，例如 2026-11-23。')
    const date = dateOrNull(Number(year), Number(month), Number(day))
    if (!date) return problem(`${Number(year)}年${Number(month)}月没有${Number(day)}日，请改正起算日。`)
    return Temporal.PlainDate.compare(date, calendarBounds.first) < 0 ||
      Temporal.PlainDate.compare(date, calendarBounds.last) > 0
      ? problem(`起算日应在 ${calendarBounds.first} 至 ${calendarBounds.last} 之间。`)
      : date
  })
  .openapi({ type: 'string', format: 'date', example: '2026-09-18', description: '起算日（事件发生的当日，不计入）' })

/** A day as typed, or what is wrong with it. */
export function readDate(text: string): { date: Temporal.PlainDate } | { error: string } {
  const read = fromDate.safeParse(text)
  return read.success ? { date: read.data } : { error: read.error.issues[0]?.message ?? '' }
}

const wholeNumber = z
  .string('请填写期限的数字。')
  .trim()
  .min(1, '请填写期限的数字。')
  .transform((text, context) => {
    const digits = text.normalize('NFKC')
    const amount = /^\d{1,6}$/.test(digits) ? Number(digits) : 0
    if (amount >= 1 && amount <= MOST_DAYS) return amount
    context.addIssue({ code: 'custom', message: `期限应是 1 到 ${MOST_DAYS} 之间的整数。` })
    return z.NEVER
  })
  .openapi({ type: 'integer', minimum: 1, maximum: MOST_DAYS, example: 15, description: '期限' })

/** What may be asked of the calculator, page and API alike. Working days do not roll by default, days and months do (T-2, T-13). */
export const dueQuestion = z.object({
  from: fromDate,
  amount: wholeNumber,
  unit: z
    .enum(['workday', 'day', 'month'], '单位只能是 workday（工作日）、day（日）或 month（月）。')
    .openapi({ description: 'workday 工作日，day 日（节假日也计入），month 月（到对应日）' }),
  roll: z
    .enum(['none', 'next'], '顺延只能是 none（不顺延）或 next（遇休息日顺延）。')
    .optional()
    .openapi({ description: '最后一日是休息日时是否顺延；不填时工作日不顺延，日和月顺延' }),
  direction: z
    .enum(['after', 'before'], '方向只能是 after（往后算）或 before（往前倒数）。')
    .default('after')
    .openapi({ description: 'after 从起算日往后；before 从将要发生的事件往前倒数' }),
})

export type DueQuestion = z.output<typeof dueQuestion>

/** As typed; what the form shows again. */
export type TypedQuestion = Record<'from' | 'amount' | 'unit' | 'roll' | 'direction', string>

export function limitOf({ amount, unit, roll, direction }: DueQuestion): DayLimit {
  return { amount, unit, direction, bound: 'atMost', roll: roll ?? (unit === 'workday' ? 'none' : 'next') }
}

/** The answer, or a sentence for each field that prevents one. */
export function answerDue(
  typed: Record<string, string>,
  calendar: Calendar,
): { due: DueAnswer } | { errors: FieldErrors } {
  const filled = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''))
  const parsed = dueQuestion.safeParse(filled)
  if (!parsed.success) return { errors: errorsOf(parsed.error) }
  return countDue(parsed.data, calendar)
}

export type DueAnswer = { question: DueQuestion; limit: DayLimit; answer: DueDate }

export function countDue(question: DueQuestion, calendar: Calendar): { due: DueAnswer } | { errors: FieldErrors } {
  const limit = limitOf(question)
  try {
    return { due: { question, limit, answer: dueDate(limit, question.from, calendar) } }
  } catch (error) {
    if (!(error instanceof OutsideCalendar)) throw error
    return { errors: { amount: `${error.message}。` } }
  }
}

export function errorsOf(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {}
  for (const issue of error.issues) errors[String(issue.path[0] ?? 'from')] ??= issue.message
  return errors
}

function dateOrNull(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}
