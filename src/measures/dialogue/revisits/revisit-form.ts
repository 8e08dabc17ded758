import { z } from 'zod'
import { chanceFields, readChance } from '#core/draw/index.ts'
import type { Config } from '#platform/config.ts'
import { dayField, lineField, wholeField } from '#platform/http/form-fields.ts'
import type { FieldErrors } from '#ui/index.ts'
import type { RevisitDraw } from './draw-revisits.ts'
import { groupings } from './revisit.ts'

export const revisitFields = ['reason', 'title', 'from', 'to', 'by', 'size', 'substitutes', ...chanceFields] as const
export type RevisitField = (typeof revisitFields)[number] | 'redraw'

const form = z
  .object({
    title: lineField('名称', 4, 60),
    from: dayField('办结日期从哪天起'),
    to: dayField('办结日期到哪天止'),
    by: z.enum(groupings, { error: '请选择怎么分组。' }),
    size: wholeField('抽几件', 1, 5000),
    substitutes: wholeField('候补几件', 0, 5000),
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
  const reason = redrawn ? lineField('重抽的理由', 6, 200).safeParse(typed.reason) : null
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
