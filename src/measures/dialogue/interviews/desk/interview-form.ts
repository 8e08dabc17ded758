import { z } from 'zod'
import { dayField, lineField } from '#platform/http/form-fields.ts'
import { cleanText, countCharacters } from '#platform/typed-text.ts'
import { NotFilled, readForm, type Typed } from '../act-once.ts'
import type { NewInterview } from '../announce-interview.ts'
import { clockField, subjectField } from '../conference/conference-forms.ts'

export const mostGuests = 4
export const guestFields = Array.from({ length: mostGuests }, (_, at) => [`name${at + 1}`, `post${at + 1}`]).flat()
export const interviewFields = [
  'plan',
  'title',
  'subject',
  'about',
  'leadUnit',
  'place',
  'day',
  'from',
  'to',
  'stream',
  ...guestFields,
] as const

/** An address that anybody may be sent to: whole, and not into the house. */
export const linkField = (what: string) =>
  z
    .string()
    .transform((text) => text.trim())
    .refine((text) => text === '' || isLink(text), { error: `${what}要以 https:// 开头，写完整。` })
    .transform((text) => text || null)

function isLink(text: string): boolean {
  const address = URL.parse(text)
  return address !== null && address.protocol === 'https:' && address.username === '' && text.length <= 500
}

export const wordsField = (what: string, least: number, most: number) =>
  z
    .string({ error: `请填写${what}。` })
    .transform(cleanText)
    .refine((text) => countCharacters(text) >= least, { error: `请填写${what}，至少 ${least} 个字。`, abort: true })
    .refine((text) => countCharacters(text) <= most, { error: `${what}太长了，最多 ${most} 字。` })

const form = z.object({
  plan: z.string(),
  title: lineField('题目', 4, 60),
  subject: subjectField,
  about: wordsField('谈什么', 10, 2000),
  leadUnit: z.string().min(1, '请选择主办单位。'),
  place: lineField('地点', 2, 100),
  day: dayField('日期'),
  from: clockField('开始'),
  to: clockField('结束'),
  stream: linkField('视频直播地址'),
})

const guest = { name: lineField('嘉宾姓名', 2, 20), post: lineField('嘉宾职务', 2, 60) }

/** What was typed, as an announcement; or a sentence for each field. A guest is a name and a post. */
export function readInterview(typed: Typed, timeZone: string): NewInterview {
  const { plan, leadUnit, day, from, to, stream, ...rest } = readForm(form, typed)
  const at = (plainTime: Temporal.PlainTime) => day.toZonedDateTime({ timeZone, plainTime }).toInstant()
  if (Temporal.PlainTime.compare(from, to) >= 0) throw new NotFilled({ to: '结束时间应在开始时间之后。' })
  return {
    ...rest,
    planKey: plan || null,
    leadUnitId: leadUnit,
    streamUrl: stream,
    startsAt: at(from),
    endsAt: at(to),
    guests: guestsIn(typed),
  }
}

function guestsIn(typed: Typed): NewInterview['guests'] {
  const guests = Array.from({ length: mostGuests }, (_, at) => at + 1).flatMap((at) => {
    const [name = '', post = ''] = [typed[`name${at}`], typed[`post${at}`]]
    if (name.trim() === '' && post.trim() === '') return []
    const read = { name: guest.name.safeParse(name), post: guest.post.safeParse(post) }
    if (!read.name.success) throw new NotFilled({ [`name${at}`]: read.name.error.issues[0]?.message ?? '' })
    if (!read.post.success) throw new NotFilled({ [`post${at}`]: read.post.error.issues[0]?.message ?? '' })
    return [{ name: read.name.data, post: read.post.data }]
  })
  if (guests.length === 0) throw new NotFilled({ name1: '请至少填写一位嘉宾的姓名和职务。' })
  return guests
}
