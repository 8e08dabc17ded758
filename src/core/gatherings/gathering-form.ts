import { z } from 'zod'
import { dayField, lineField, wholeField } from '#platform/http/form-fields.ts'
import type { FieldErrors } from '#ui/index.ts'
import type { NewGathering } from './announce-gathering.ts'
import { gatheringKinds } from './tables.ts'

export const gatheringFields = [
  'kind',
  'title',
  'about',
  'place',
  'day',
  'from',
  'to',
  'registerDay',
  'seats',
  'substitutes',
] as const

const time = (what: string) =>
  z.string({ error: `请填写${what}时间。` }).transform((text, context) => {
    const [, hour, minute] = /^(\d{1,2})[:：](\d{2})$/.exec(text.normalize('NFKC').trim()) ?? []
    if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60)
      return Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) })
    context.addIssue({ code: 'custom', message: `请填写${what}时间，例如 9:30。` })
    return z.NEVER
  })

const form = z.object({
  kind: z.enum(gatheringKinds, { error: '请选择种类。' }),
  title: lineField('名称', 4, 60),
  about: z
    .string({ error: '请写明做什么。' })
    .transform((text) => text.toWellFormed().replace(/\r\n?/g, '\n').trim())
    .refine((text) => [...text].length >= 10, { error: '请写明做什么，至少 10 个字。', abort: true })
    .refine((text) => [...text].length <= 2000, { error: '太长了，最多 2000 字。' }),
  place: lineField('地点', 2, 100),
  day: dayField('日期'),
  from: time('开始'),
  to: time('结束'),
  registerDay: dayField('报名截止日期'),
  seats: wholeField('名额', 1, 5000),
  substitutes: wholeField('候补', 0, 5000),
  byDivision: z.string().optional(),
})

/** What was typed, as an event; or a sentence for each field. */
export function readGathering(
  typed: Record<string, string>,
  timeZone: string,
): { ok: true; input: NewGathering } | { ok: false; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const read = form.safeParse(typed)
  for (const issue of read.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message
  if (!read.success) return { ok: false, errors }
  const { day, from, to, registerDay, byDivision, ...rest } = read.data
  const at = (on: Temporal.PlainDate, plainTime: Temporal.PlainTime | undefined) =>
    on.toZonedDateTime({ timeZone, plainTime: plainTime ?? Temporal.PlainTime.from('00:00') }).toInstant()
  if (Temporal.PlainTime.compare(from, to) >= 0) errors.to = '结束时间应在开始时间之后。'
  if (Temporal.PlainDate.compare(registerDay, day) >= 0)
    errors.registerDay = '报名应在活动的前一天或更早截止，留出抽取和通知的时间。'
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    input: {
      ...rest,
      startsAt: at(day, from),
      endsAt: at(day, to),
      registerUntil: at(registerDay.add({ days: 1 }), undefined),
      byDivision: byDivision === 'yes',
    },
  }
}
