import type { Context } from 'hono'
import { z } from 'zod'
import { suggestMasks } from '#core/documents/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'

/** What came with a form, as typed. */
export type Typed = Record<string, string>

export type Posted = { typed: Typed; formKey: string | undefined; text: string }

export async function postedWords(c: Context<Env>): Promise<Posted> {
  const { formKey, ...fields } = await postedFields(c)
  const typed = Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.slice(0, 2000)]] : [],
    ),
  )
  return { typed, formKey: typeof formKey === 'string' ? formKey : undefined, text: JSON.stringify(typed) }
}

/** The member of staff who asks. Behind `staffOnly`, which has already sent everybody else away. */
export function staffOf(c: Context<Env>): StaffActor {
  const actor = c.get('actor')
  if (actor.kind !== 'staff') throw notFound()
  return actor
}

/** A form that cannot be read: a sentence for each field. */
export class NotFilled extends Error {
  readonly errors: FieldErrors

  constructor(errors: FieldErrors) {
    super('not filled')
    this.errors = errors
  }
}

export function readFields<Output>(schema: z.ZodType<Output>, typed: Typed): Output {
  const read = schema.safeParse(typed)
  if (read.success) return read.data
  const errors: FieldErrors = {}
  for (const issue of read.error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message
  throw new NotFilled(errors)
}

/** What the person can mend, by field; `otherwise` is where a sentence about the whole belongs. Anything else is no matter of this form. */
export function mendable(error: unknown, otherwise: string): FieldErrors {
  if (error instanceof NotFilled) return error.errors
  if (error instanceof Refusal && error.status === 422) return { [error.field ?? otherwise]: error.message }
  throw error
}

/** One line. */
export const lineField = (what: string, most: number) =>
  z
    .string({ error: `请填写${what}。` })
    .transform((text) =>
      text
        .toWellFormed()
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim(),
    )
    .refine((text) => text !== '', { error: `请填写${what}。`, abort: true })
    .refine((text) => [...text].length <= most, { error: `${what}太长了，最多 ${most} 字，请删短一些。` })

/** What will be public: words without anybody's name, number or home. */
export const publicReason = (what: string, least: number, most: number) =>
  lineField(what, most)
    .refine((text) => [...text].length >= least, {
      error: `${what}太短了，请至少写 ${least} 个字，让群众看得明白。`,
      abort: true,
    })
    .superRefine((text, context) => {
      const { spans } = suggestMasks(text)
      if (spans.length === 0) return
      const found = spans.map(({ start, end }) => `“${text.slice(start, end)}”`).join('、')
      context.addIssue({
        code: 'custom',
        message: `这段话会公开，里面像是有姓名、号码或住址：${found}。请删去或者换一个说法。`,
      })
    })
