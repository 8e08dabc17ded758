import { z } from 'zod'
import type { Command } from '#core/matters/index.ts'
import type { FieldErrors } from '#ui/index.ts'
import type { Stage } from '../recheck.ts'

export const followActs = ['supplements', 'delivery', 'recheck', 'final-review', 'rating', 'withdrawal'] as const
export type FollowAct = (typeof followActs)[number]

export const isFollowAct = (noun: string | undefined): noun is FollowAct => followActs.some((act) => act === noun)

export const mostWords = 2000

const words = (empty: string | null, least = 0) =>
  z
    .string()
    .default('')
    .transform((text) => text.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n').trim())
    .superRefine((text, context) => {
      const refuse = (message: string) => context.addIssue({ code: 'custom', message })
      const { length } = [...text]
      if (empty && length === 0) refuse(empty)
      else if (length < least) refuse(`写得太短了，请至少写 ${least} 个字。`)
      if (length > mostWords) refuse(`写了 ${length} 字，最多 ${mostWords} 字，请删减一些。`)
    })

const reason = words('请写明对意见哪里不服、请求怎么处理。', 10)
const forms = {
  supplements: z.object({ supplement: words('请写下要补充的情况。') }),
  delivery: z.object({}),
  recheck: z.object({ reason }),
  'final-review': z.object({ reason }),
  rating: z.object({
    solved: z.enum(['yes', 'no'], '请选择问题解决了没有。'),
    satisfied: z.enum(['5', '4', '3', '2', '1'], '请选择满意程度。'),
    remark: words(null),
  }),
  withdrawal: z.object({}),
} satisfies Record<FollowAct, z.ZodObject>

/** A command of the engine, or 复查 and 复核, which open a matter of their own. */
export type Asked = { command: Command } | { stage: Stage; reason: string }

const toAsked: { [A in FollowAct]: (form: z.output<(typeof forms)[A]>) => Asked } = {
  supplements: ({ supplement }) => ({ command: { type: 'supplement', text: supplement } }),
  delivery: () => ({ command: { type: 'step', step: 'deliver', choice: 'online' } }),
  recheck: ({ reason: text }) => ({ stage: 'recheck', reason: text }),
  'final-review': ({ reason: text }) => ({ stage: 'finalReview', reason: text }),
  rating: ({ solved, satisfied, remark }) => ({
    command: {
      type: 'rate',
      solved: solved === 'yes',
      satisfied: Number(satisfied),
      ...(remark && { text: remark }),
    },
  }),
  withdrawal: () => ({ command: { type: 'withdraw' } }),
}

const fields = ['supplement', 'reason', 'solved', 'satisfied', 'remark']

export const followValues = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap((name) => {
      const value = form.get(name)
      return typeof value === 'string' ? [[name, value.slice(0, 20_000)]] : []
    }),
  )

export function readAct<A extends FollowAct>(
  act: A,
  values: Record<string, string>,
): { ok: true; asked: Asked } | { ok: false; errors: FieldErrors } {
  const read = forms[act].safeParse(values)
  if (read.success) return { ok: true, asked: (toAsked[act] as (form: unknown) => Asked)(read.data) }
  const errors: FieldErrors = {}
  for (const issue of read.error.issues) errors[String(issue.path[0])] ??= issue.message
  return { ok: false, errors }
}
