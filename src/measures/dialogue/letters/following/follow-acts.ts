import { z } from 'zod'
import type { Command } from '#core/matters/index.ts'
import { cleanText, countCharacters } from '#platform/typed-text.ts'
import type { FieldErrors } from '#ui/index.ts'
import { rejectionReasons } from '../rejection-reasons.ts'
import { type FollowAct, supplementMost } from './follow-forms.tsx'

const words = (description: string, empty: string | null, most: number) =>
  z
    .string()
    .default('')
    .meta({ description: `${description}（最多 ${most} 字）` })
    .transform(cleanText)
    .superRefine((text, context) => {
      const count = countCharacters(text)
      const refuse = (message: string) => context.addIssue({ code: 'custom', message })
      if (empty && count === 0) refuse(empty)
      if (count > most) refuse(`写了 ${count} 字，最多 ${most} 字，请删减一些，或作为文件附上。`)
    })

const reasonIds = rejectionReasons.map(({ value }) => value)

/** What is sent for each act, by the noun in the address. */
export const followForms = {
  supplements: z.object({ supplement: words('要补充的情况', '请写下要补充的情况。', supplementMost) }),
  acceptance: z.object({}),
  rejection: z.object({
    reason: z.enum(reasonIds, '请选择不认可的原因。').meta({ description: '为什么不认可' }),
    why: words('哪里还没解决；第二次不认可时必填', null, supplementMost),
  }),
  rating: z.object({
    solved: z.enum(['yes', 'no'], '请选择问题解决了没有。').meta({ description: '问题解决了吗' }),
    satisfied: z.enum(['5', '4', '3', '2', '1'], '请选择满意程度。').meta({ description: '对办理满意吗，5 最满意' }),
    remark: words('想说的话', null, 500),
  }),
  withdrawal: z.object({}),
  reopening: z.object({ fact: words('新的情况', '请写明新的情况；没有新情况的，不再重复办理。', supplementMost) }),
} satisfies Record<FollowAct, z.ZodObject>

/** What the writer may ask of their letter: the form's rules and the engine's command in one. */
const shapes = {
  supplements: followForms.supplements.transform(
    ({ supplement }): Command => ({ type: 'supplement', text: supplement }),
  ),
  acceptance: followForms.acceptance.transform((): Command => ({ type: 'acceptAnswer' })),
  rejection: followForms.rejection.transform(
    ({ reason, why }): Command => ({ type: 'rejectAnswer', reason, ...(why ? { text: why } : {}) }),
  ),
  rating: followForms.rating.transform(
    ({ solved, satisfied, remark }): Command => ({
      type: 'rate',
      solved: solved === 'yes',
      satisfied: Number(satisfied),
      ...(remark ? { text: remark } : {}),
    }),
  ),
  withdrawal: followForms.withdrawal.transform((): Command => ({ type: 'withdraw' })),
  reopening: followForms.reopening.transform(({ fact }): Command => ({ type: 'reopen', text: fact })),
} satisfies Record<FollowAct, z.ZodType<Command>>

export const isFollowAct = (noun: string): noun is FollowAct => Object.hasOwn(shapes, noun)

/** Fields that a refused form shows again. */
const fields = ['supplement', 'reason', 'why', 'solved', 'satisfied', 'remark', 'fact']

export const followValues = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((name) => {
      const value = form.get(name)
      return typeof value === 'string' ? [[name, value.slice(0, 100_000)]] : []
    }),
  )

export function readAct(
  act: FollowAct,
  values: Record<string, string>,
): { ok: true; command: Command } | { ok: false; errors: FieldErrors } {
  const parsed = shapes[act].safeParse(values)
  if (parsed.success) return { ok: true, command: parsed.data }
  const errors: FieldErrors = {}
  for (const issue of parsed.error.issues) errors[String(issue.path[0])] ??= issue.message
  return { ok: false, errors }
}
