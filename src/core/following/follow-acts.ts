import { z } from 'zod'
import type { Command } from '#core/matters/index.ts'
import { cleanText, countCharacters } from '#platform/typed-text.ts'
import type { FieldErrors } from '#ui/index.ts'

type Limits = {
  most: number
  least?: number
  /** What one may do about too many words. */
  advice?: string
}

/** What an asker writes; `empty` is said where nothing was written, null where it may be left out. */
export const askerWords = (
  description: string,
  empty: string | null,
  { most, least = 0, advice = '请删减一些' }: Limits,
) =>
  z
    .string()
    .default('')
    .meta({ description: `${description}（最多 ${most} 字）` })
    .transform(cleanText)
    .superRefine((text, context) => {
      const count = countCharacters(text)
      const refuse = (message: string) => context.addIssue({ code: 'custom', message })
      if (empty && count === 0) refuse(empty)
      else if (count < least) refuse(`写得太短了，请至少写 ${least} 个字。`)
      if (count > most) refuse(`写了 ${count} 字，最多 ${most} 字，${advice}。`)
    })

/** What is sent for the acts that are the same whatever was asked. */
export const usualForms = (limits: Limits) => ({
  supplements: z.object({ supplement: askerWords('要补充的情况', '请写下要补充的情况。', limits) }),
  acceptance: z.object({}),
  withdrawal: z.object({}),
  reopening: z.object({ fact: askerWords('新的情况', '请写明新的情况；没有新情况的，不再重复办理。', limits) }),
})

export const rejectionForm = <Reason extends string>(
  reasons: readonly { value: Reason }[],
  why: ReturnType<typeof askerWords>,
) =>
  z.object({
    reason: z
      .enum(
        reasons.map(({ value }) => value),
        '请选择不认可的原因。',
      )
      .meta({ description: '为什么不认可' }),
    why,
  })

type RatingWords = { unsaid: string; solved: string; satisfied: string; remark?: ReturnType<typeof askerWords> }

export const ratingForm = ({ unsaid, solved, satisfied, remark }: RatingWords) =>
  z.object({
    solved: z.enum(['yes', 'no'], unsaid).meta({ description: solved }),
    satisfied: z.enum(['5', '4', '3', '2', '1'], '请选择满意程度。').meta({ description: satisfied }),
    remark: remark ?? askerWords('想说的话', null, { most: 500 }),
  })

type Rejection = z.output<ReturnType<typeof rejectionForm<string>>>
type Rating = z.output<ReturnType<typeof ratingForm>>

/** The engine's command for each. */
export const usualCommands = {
  supplements: ({ supplement }: { supplement: string }): Command => ({ type: 'supplement', text: supplement }),
  acceptance: (): Command => ({ type: 'acceptAnswer' }),
  rejection: ({ reason, why }: Rejection): Command => ({ type: 'rejectAnswer', reason, ...(why && { text: why }) }),
  rating: ({ solved, satisfied, remark }: Rating): Command => ({
    type: 'rate',
    solved: solved === 'yes',
    satisfied: Number(satisfied),
    ...(remark && { text: remark }),
  }),
  withdrawal: (): Command => ({ type: 'withdraw' }),
  reopening: ({ fact }: { fact: string }): Command => ({ type: 'reopen', text: fact }),
}

export type ActReading<Act extends string, Asked> = {
  acts: readonly Act[]
  isAct(noun: string): noun is Act
  /** Names of what the form of an act asks. */
  fieldsOf(act: Act): string[]
  /** What was typed, for a refused form to show again. */
  valuesIn(form: FormData): Record<string, string>
  read(act: Act, values: Record<string, unknown>): { ok: true; asked: Asked } | { ok: false; errors: FieldErrors }
}

/** The acts of a room, by the noun in the address: the rules of each form, and what it comes to. */
export function readActs<Forms extends Record<string, z.ZodObject>, Asked>(
  forms: Forms,
  toAsked: { [Act in keyof Forms]: (form: z.output<Forms[Act]>) => Asked },
): ActReading<keyof Forms & string, Asked> {
  const fields = new Set(Object.values(forms).flatMap(({ shape }) => Object.keys(shape)))
  return {
    acts: Object.keys(forms),
    isAct: (noun): noun is keyof Forms & string => Object.hasOwn(forms, noun),
    fieldsOf: (act) => Object.keys(forms[act]?.shape ?? {}),
    valuesIn: (form) =>
      Object.fromEntries(
        [...fields].flatMap((name) => {
          const value = form.get(name)
          return typeof value === 'string' ? [[name, value.slice(0, 100_000)]] : []
        }),
      ),
    read(act, values) {
      const form = forms[act] as z.ZodObject
      const read = form.safeParse(values)
      if (read.success) return { ok: true, asked: toAsked[act](read.data as z.output<Forms[typeof act]>) }
      const errors: FieldErrors = {}
      for (const issue of read.error.issues) errors[String(issue.path[0])] ??= issue.message
      return { ok: false, errors }
    },
  }
}
