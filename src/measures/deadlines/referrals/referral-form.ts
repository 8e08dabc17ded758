import { z } from 'zod'
import { isId } from '#platform/id.ts'
import { cleanText, countCharacters } from '#platform/typed-text.ts'
import { feedbackFrom, levels, sources } from './referral.ts'

const keysOf = <T extends Record<string, string>>(words: T) => Object.keys(words) as [keyof T & string]

const text = (what: string, least: number, most: number) =>
  z
    .string({ error: `请填写${what}。` })
    .transform(cleanText)
    .refine((typed) => countCharacters(typed) >= least, { error: `请填写${what}，至少 ${least} 个字。`, abort: true })
    .refine((typed) => countCharacters(typed) <= most, { error: `${what}最多 ${most} 字，请删短一些。` })

const maybe = (most: number, what: string) =>
  z
    .string()
    .optional()
    .transform((typed) => cleanText(typed ?? ''))
    .refine((typed) => countCharacters(typed) <= most, { error: `${what}最多 ${most} 字，请删短一些。` })

/** 登记交办件. Units are typed by name or initials and understood by `findUnit`. */
export const referralForm = z
  .object({
    source: z.enum(keysOf(sources), { error: '请选择从哪里来。' }),
    feedbackFrom: z.enum(keysOf(feedbackFrom)).or(z.literal('')).optional(),
    level: z.enum(keysOf(levels), { error: '请选择紧急程度。' }),
    title: text('事项', 4, 60),
    task: text('交办要求', 10, 3000),
    giver: maybe(60, '交办机关或领导'),
    leaderId: z
      .string()
      .optional()
      .transform((id) => (id && isId(id) ? id : null)),
    paperNumber: maybe(40, '来文字号'),
    instructedOn: z.iso.date({ error: '请填写交办日期，例如 2026-11-23。' }),
    leadUnit: z.string({ error: '请填写牵头单位。' }).min(1, { error: '请填写牵头单位。' }),
    jointUnits: maybe(200, '配合单位'),
    lawfulRuleId: z.string().optional(),
    origin: z
      .string()
      .optional()
      .transform((typed) => (typed ?? '').replace(/\D/g, '')),
  })
  .refine(({ source, feedbackFrom: from }) => source !== 'feedback' || (from !== undefined && from !== ''), {
    path: ['feedbackFrom'],
    error: '请选择由谁反馈。',
  })

export type ReferralInput = z.infer<typeof referralForm>
export const referralFields = [
  'source',
  'feedbackFrom',
  'level',
  'title',
  'task',
  'giver',
  'leaderId',
  'paperNumber',
  'instructedOn',
  'leadUnit',
  'jointUnits',
  'lawfulRuleId',
  'origin',
  'scan',
] as const
