import { z } from 'zod'
import type { Command } from '#core/matters/index.ts'
import type { FieldErrors } from '#ui/index.ts'
import { rejectionReasons } from '../inquiry.ts'

export const inquiryActs = [
  'supplements',
  'acceptance',
  'rejection',
  'rating',
  'withdrawal',
  'reopening',
  'thanks',
] as const
export type InquiryAct = (typeof inquiryActs)[number]

export const mostWords = 1000

const words = (description: string, empty: string | null, most = mostWords) =>
  z
    .string()
    .default('')
    .meta({ description: `${description}（最多 ${most} 字）` })
    .transform((text) => text.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n').trim())
    .superRefine((text, context) => {
      const refuse = (message: string) => context.addIssue({ code: 'custom', message })
      if (empty && text === '') refuse(empty)
      if ([...text].length > most) refuse(`写了 ${[...text].length} 字，最多 ${most} 字，请删减一些。`)
    })

const reasonIds = rejectionReasons.map(({ value }) => value)

/** What is sent for each act, by the noun in the address. */
export const inquiryForms = {
  supplements: z.object({ supplement: words('要补充的情况', '请写下要补充的情况。') }),
  acceptance: z.object({}),
  rejection: z.object({
    reason: z.enum(reasonIds, '请选择不认可的原因。').meta({ description: '为什么不认可' }),
    why: words('哪里还没办成', null),
  }),
  rating: z.object({
    solved: z.enum(['yes', 'no'], '请选择事情办成了没有。').meta({ description: '办成了吗' }),
    satisfied: z.enum(['5', '4', '3', '2', '1'], '请选择满意程度。').meta({ description: '满意吗，5 最满意' }),
    remark: words('想说的话', null, 500),
  }),
  withdrawal: z.object({}),
  reopening: z.object({ fact: words('新的情况', '请写明新的情况；没有新情况的，不再重复办理。') }),
  thanks: z.object({}),
} satisfies Record<InquiryAct, z.ZodObject>

/** The engine's command; null for 感谢, which changes nothing in the matter. */
const commands: { [A in InquiryAct]: (form: z.output<(typeof inquiryForms)[A]>) => Command | null } = {
  supplements: ({ supplement }) => ({ type: 'supplement', text: supplement }),
  acceptance: () => ({ type: 'acceptAnswer' }),
  rejection: ({ reason, why }) => ({ type: 'rejectAnswer', reason, ...(why && { text: why }) }),
  rating: ({ solved, satisfied, remark }) => ({
    type: 'rate',
    solved: solved === 'yes',
    satisfied: Number(satisfied),
    ...(remark && { text: remark }),
  }),
  withdrawal: () => ({ type: 'withdraw' }),
  reopening: ({ fact }) => ({ type: 'reopen', text: fact }),
  thanks: () => null,
}

export const isInquiryAct = (noun: string): noun is InquiryAct => inquiryActs.some((act) => act === noun)

const fields = ['supplement', 'reason', 'why', 'solved', 'satisfied', 'remark', 'fact']

export const followValues = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((name) => {
      const value = form.get(name)
      return typeof value === 'string' ? [[name, value.slice(0, 20_000)]] : []
    }),
  )

export function readAct<A extends InquiryAct>(
  act: A,
  values: Record<string, unknown>,
): { ok: true; command: Command | null } | { ok: false; errors: FieldErrors } {
  const read = inquiryForms[act].safeParse(values)
  if (read.success) {
    const toCommand = commands[act] as (form: unknown) => Command | null
    return { ok: true, command: toCommand(read.data) }
  }
  const errors: FieldErrors = {}
  for (const issue of read.error.issues) errors[String(issue.path[0])] ??= issue.message
  return { ok: false, errors }
}
