import { z } from 'zod'
import { chanceFields, readChance } from '#core/draw/index.ts'
import type { Config } from '#platform/config.ts'
import { dayField, lineField, wholeField } from '#platform/http/form-fields.ts'
import type { FieldErrors } from '#ui/index.ts'
import type { CheckDraw } from './draw-checks.ts'

export const checkFields = ['title', 'from', 'to', 'size', ...chanceFields] as const
export type CheckField = (typeof checkFields)[number]

const form = z
  .object({
    title: lineField('名称', 4, 60),
    from: dayField('来电日期从哪天起'),
    to: dayField('来电日期到哪天止'),
    size: wholeField('抽几通', 1, 500),
  })
  .refine(({ from, to }) => Temporal.PlainDate.compare(from, to) <= 0, {
    path: ['to'],
    error: '结束的日期早于开始的日期，请核对。',
  })

/** What was typed, as a draw; or a sentence for each field. */
export function readCheckDraw(
  typed: Partial<Record<CheckField, string>>,
  config: Config,
): { input: CheckDraw } | { errors: FieldErrors } {
  const errors: FieldErrors = {}
  const read = form.safeParse(typed)
  for (const issue of read.error?.issues ?? []) errors[String(issue.path[0])] ??= issue.message
  const chance = readChance(typed, config)
  if ('errors' in chance) Object.assign(errors, chance.errors)
  if (!read.success || 'errors' in chance) return { errors }
  return { input: { ...read.data, ...chance } }
}
