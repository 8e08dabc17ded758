import { z } from 'zod'
import { lineField, publicReason } from '../desk-form.ts'
import { readDate } from '../due-question.ts'

/** Units a promise may be made in, with their words. */
export const promiseUnits = { workday: '工作日', day: '日', hour: '小时', month: '月' } as const

const dateField = (missing: string) =>
  z.string({ error: missing }).transform((text, context) => {
    const read = text.trim() === '' ? { error: missing } : readDate(text.trim())
    if ('date' in read) return read.date
    context.addIssue({ code: 'custom', message: read.error.replace('起算日', '日期') })
    return z.NEVER
  })

export const promiseForm = z.object({
  unit: z.uuid('请选择单位。'),
  amount: z
    .string({ error: '请填写承诺的数字，例如 5。' })
    .transform((text) => text.normalize('NFKC').trim())
    .pipe(z.string().regex(/^[1-9]\d{0,3}$/, '承诺应是 1 到 9999 之间的整数，例如 5。'))
    .transform(Number),
  limitUnit: z.enum(['workday', 'day', 'hour', 'month'], '请选择单位：工作日、日、小时或者月。'),
  from: dateField('请填写从哪一天起执行。'),
})

export const ruleChoice = z.object({
  rule: z.string('请选择要承诺的事项。').regex(/^[A-Z]+-[\w-]{1,60}$/, '请选择要承诺的事项。'),
})

export const endForm = z.object({ endReason: publicReason('结束的理由', 4, 200) })

export const overrunForm = z.object({
  dueOn: dateField('请填写承诺办结的日期。'),
  doneOn: z
    .string()
    .optional()
    .transform((text) => text?.trim() || null)
    .pipe(z.union([z.null(), dateField('')])),
  reason: publicReason('超过承诺时限的理由', 6, 300),
})

/** Of a matter of this platform, whose days are known. */
export const notKeptForm = overrunForm.pick({ reason: true }).extend({ matter: z.uuid('请从列表里选是哪一件。') })

export const businessForm = z.object({
  unit: z.uuid('请选择单位。'),
  title: lineField('业务名称', 30),
})
