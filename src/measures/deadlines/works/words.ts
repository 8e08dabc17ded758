import { z } from 'zod'
import { suggestMasks } from '#core/documents/index.ts'
import type { FieldErrors } from '#ui/index.ts'

/** What came with a form; files apart. */
export type Typed = Record<string, string>

/** A form that is not filled well enough: sentences by field. */
export class NotFilled extends Error {
  readonly errors: FieldErrors
  constructor(errors: FieldErrors) {
    super('form not filled')
    this.errors = errors
  }
}

/** Typed values → input of a verb; the first fault of each field as its sentence. */
export function readForm<Input>(schema: z.ZodType<Input>, typed: Typed): Input {
  const read = schema.safeParse(typed)
  if (read.success) return read.data
  const errors: FieldErrors = {}
  for (const issue of read.error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message
  throw new NotFilled(errors)
}

/** Line ends made one; control characters and those that turn the reading direction around taken out. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim()

export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ')

const personal = new Set(['idNumber', 'phone', 'bankCard'])

/** These words stand in a ledger that many read and that may be published: no citizen's number belongs into it. */
export const holdsPersonalNumber = (text: string): boolean =>
  suggestMasks(text, { isOfficial: true }).spans.some(({ kind }) => personal.has(kind))

/** Official words: `what` is the thing's name in the sentence. */
export const words = (what: string, { least = 5, most = 1000 }: { least?: number; most?: number } = {}) =>
  z
    .string({ error: `请填写${what}。` })
    .meta({ description: `${what}（${least} 到 ${most} 字）` })
    .transform(cleanText)
    .refine((text) => text !== '', { error: `请填写${what}。`, abort: true })
    .refine((text) => [...text].length >= least, {
      error: `${what}太短了，请至少写 ${least} 个字，让看的人明白。`,
      abort: true,
    })
    .refine((text) => [...text].length <= most, { error: `${what}太长了，最多 ${most} 字，请删短一些。`, abort: true })
    .refine((text) => !holdsPersonalNumber(text), {
      error: `${what}里有身份证号、手机号或银行卡号，请去掉；需要说明是谁，写“住户代表”“学生家长”就可以。`,
    })

const dated = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/

/** 2026-11-30, 2026/11/30 or 2026年11月30日; null where no calendar has that day. */
export function readDate(text: string): Temporal.PlainDate | null {
  const [, year, month, day] = dated.exec(text.normalize('NFKC').replace(/\s/g, '')) ?? []
  if (!year || !month || !day) return null
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    )
  } catch {
    return null
  }
}

/** A day that is asked for by a form. */
export const day = (what: string) =>
  z
    .string({ error: `请填写${what}，例如 2026-11-30。` })
    .meta({ description: what, format: 'date' })
    .transform((text, context) => {
      const read = readDate(text)
      if (read) return read
      context.addIssue({
        code: 'custom',
        message: text.trim()
          ? `${what}应写成“年-月-日”，例如 2026-11-30，请核对有没有这一天。`
          : `请填写${what}，例如 2026-11-30。`,
      })
      return z.NEVER
    })

/** The same where it may be left out. */
export const maybeDay = (what: string) =>
  z
    .string()
    .optional()
    .meta({ description: `${what}，可不填`, format: 'date' })
    .transform((text, context) => {
      if (!text?.trim()) return undefined
      const read = readDate(text)
      if (read) return read
      context.addIssue({ code: 'custom', message: `${what}应写成“年-月-日”，例如 2026-11-30。` })
      return z.NEVER
    })
