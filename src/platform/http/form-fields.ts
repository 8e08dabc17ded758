import { z } from 'zod'

/** Fields of forms that many rooms ask for, each with the sentence that says what to do. */

/** One line of words. */
export const lineField = (what: string, least: number, most: number) =>
  z
    .string({ error: `请填写${what}。` })
    .transform(asLine)
    .refine((text) => [...text].length >= least, { error: `请填写${what}，至少 ${least} 个字。`, abort: true })
    .refine((text) => [...text].length <= most, { error: `${what}太长了，最多 ${most} 字。` })

/** Control characters and runs of blanks as one blank. */
export const asLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()

/** A whole number, full-width digits too. */
export const wholeField = (what: string, least: number, most: number) =>
  z
    .string()
    .optional()
    .transform((text) => (text ?? '').normalize('NFKC').trim())
    .refine((text) => /^\d{1,6}$/.test(text), { error: `请填写${what}，用数字。`, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: `${what}应在 ${least} 到 ${most} 之间。` })

/** A day as the browser's field sends it. */
export const dayField = (what: string) =>
  z
    .string({ error: `请选择${what}。` })
    .regex(/^\d{4}-\d{2}-\d{2}$/, { error: `请选择${what}。`, abort: true })
    .transform((text, context) => {
      try {
        return Temporal.PlainDate.from(text, { overflow: 'reject' })
      } catch {
        context.addIssue({ code: 'custom', message: '没有这一天，请核对日期。' })
        return z.NEVER
      }
    })
