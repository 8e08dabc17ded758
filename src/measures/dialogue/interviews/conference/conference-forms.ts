import { z } from 'zod'
import { dayField, lineField, wholeField } from '#platform/http/form-fields.ts'
import { type Subject, subjectKeys } from '../subject.ts'
import type { NewMeeting } from './call-meeting.ts'
import type { NewItem } from './put-item.ts'
import { itemKinds } from './tables.ts'

export const clockField = (what: string) =>
  z.string({ error: `请填写${what}时间。` }).transform((text, context) => {
    const [, hour, minute] = /^(\d{1,2})[:：](\d{2})$/.exec(text.normalize('NFKC').trim()) ?? []
    if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60)
      return Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) })
    context.addIssue({ code: 'custom', message: `请填写${what}时间，例如 9:30。` })
    return z.NEVER
  })

export const subjectField = z.enum(subjectKeys as [Subject, ...Subject[]], { error: '请选择主题。' })

export const meetingFields = ['title', 'planYear', 'day', 'time', 'place'] as const

export const meetingForm = (timeZone: string) =>
  z
    .object({
      title: lineField('会议名称', 4, 60),
      planYear: wholeField('哪一年的计划', 2022, 2100),
      day: dayField('开会日期'),
      time: clockField('开会'),
      place: lineField('地点', 2, 100),
    })
    .transform(
      ({ day, time, ...meeting }): NewMeeting => ({
        ...meeting,
        heldAt: day.toZonedDateTime({ timeZone, plainTime: time }).toInstant(),
      }),
    )

export const itemFields = ['kind', 'planKey', 'title', 'month', 'subject', 'leadUnit', 'guest'] as const

const line = {
  title: lineField('题目', 4, 60),
  month: wholeField('月份', 1, 12),
  subject: subjectField,
  leadUnit: z.string().min(1, '请选择牵头单位。'),
  guest: lineField('拟邀嘉宾', 2, 60),
}
const planKey = z.string().min(1, '请选择计划里的一场访谈。')

/** Each kind of item asks for what it needs; what other kinds need is not looked at. */
export const itemForm = z
  .discriminatedUnion(
    'kind',
    [
      z.object({ kind: z.literal('other'), title: lineField('题目', 4, 60) }),
      z.object({ kind: z.literal('add'), ...line }),
      z.object({ kind: z.literal('change'), planKey, ...line }),
      z.object({ kind: z.literal('strike'), planKey }),
    ],
    { error: '请选择议题的种类。' },
  )
  .transform((item): NewItem => {
    if (!('leadUnit' in item)) return item
    const { leadUnit: leadUnitId, ...rest } = item
    return { ...rest, leadUnitId }
  })

export const itemKindOptions = itemKinds
