import { z } from 'zod'
import { chanceFields, readChance } from '#core/draw/index.ts'
import type { Config } from '#platform/config.ts'
import type { FieldErrors } from '#ui/index.ts'
import type { RevisitDraw } from './draw-revisits.ts'
import { groupings } from './revisit.ts'

export const revisitFields = ['reason', 'title', 'from', 'to', 'by', 'size', 'substitutes', ...chanceFields] as const
export type RevisitField = (typeof revisitFields)[number] | 'redraw'

const day = (what: string) =>
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

const whole = (what: string, least: number, most: number) =>
  z
    .string()
    .optional()
    .transform((text) => (text ?? '').normalize('NFKC').trim())
    .refine((text) => /^\d{1,6}$/.test(text), { error: `请填写${what}，用数字。`, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: `${what}应在 ${least} 到 ${most} 之间。` })

const line = (what: string, least: number, most: number) =>
  z
    .string({ error: `请填写${what}。` })
    .transform((text) =>
      text
        .toWellFormed()
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim(),
    )
    .refine((text) => [...text].length >= least, { error: `请填写${what}，至少 ${least} 个字。`, abort: true })
    .refine((text) => [...text].length <= most, { error: `${what}太长了，最多 ${most} 字。` })

const form = z
  .object({
    title: line('名称', 4, 60),
    from: day('办结日期从哪天起'),
    to: day('办结日期到哪天止'),
    by: z.enum(groupings, { error: '请选择怎么分组。' }),
    size: whole('抽几件', 1, 5000),
    substitutes: whole('候补几件', 0, 5000),
  })
  .refine(({ from, to }) => Temporal.PlainDate.compare(from, to) <= 0, {
    path: ['to'],
    error: '结束的日期早于开始的日期，请核对。',
  })

/** What was typed, as a draw; or a sentence for each field. */
export function readRevisitDraw(
  typed: Partial<Record<RevisitField, string>>,
  config: Config,
  redrawn: { id: string; number: string } | null,
): { ok: true; input: RevisitDraw } | { ok: false; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const read = form.safeParse(typed)
  for (const issue of read.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message
  const reason = redrawn ? line('重抽的理由', 6, 200).safeParse(typed.reason) : null
  if (reason && !reason.success) errors.reason = reason.error.issues[0]?.message ?? '请填写重抽的理由。'
  const chance = readChance(typed, config)
  if ('errors' in chance) Object.assign(errors, chance.errors)
  if (!read.success || 'errors' in chance || Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    input: {
      ...read.data,
      ...chance,
      ...(redrawn && reason?.success && { redrawOf: { ...redrawn, reason: reason.data } }),
    },
  }
}
