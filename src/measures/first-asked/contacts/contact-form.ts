import { z } from 'zod'
import type { FieldErrors } from '#ui/index.ts'
import { type Asker, contactWays, guideWays, outcomes, readAsker } from './contact.ts'

/** As typed: what a refused form shows again. */
export type TypedContact = {
  who: string
  what: string
  way: string
  outcome: string
  /** Of 引导: whom to. */
  guideUnit: string
  guidePerson: string
  guideWay: string
  /** At which of the clerk's units. */
  unit: string
  /** Record that a visitor began by the QR on the desk. */
  start: string
}

export const blankContact: TypedContact = {
  who: '',
  what: '',
  way: 'counter',
  outcome: '',
  guideUnit: '',
  guidePerson: '',
  guideWay: 'online',
  unit: '',
  start: '',
}

export const contactFields = Object.keys(blankContact) as (keyof TypedContact)[]

export const contactFieldOrder = ['who', 'what', 'way', 'outcome', 'guideUnit', 'guidePerson', 'guideWay'] as const

export const lengths = { who: 60, what: 1000 } as const

const plain = (text: string): string => text.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n').trim()

/** Three fields and what is done with it; only what is not settled on the spot needs words. */
export const contactSchema = z
  .object({
    who: z
      .string()
      .transform(plain)
      .refine((text) => text.length <= lengths.who, `“谁来问”最多 ${lengths.who} 个字，写称呼、手机号或票号就行。`),
    what: z
      .string()
      .transform(plain)
      .refine((text) => text.length <= lengths.what, `“问什么”最多 ${lengths.what} 个字，细节可以办理时再补。`),
    way: z.enum(contactWays, '请选择从哪里来的。'),
    outcome: z.enum(outcomes, '请选择怎么处理：当场答复、查清再答、我来办，还是引导。'),
    guideUnit: z.string().transform(plain),
    guidePerson: z.string().transform(plain),
    guideWay: z
      .string()
      .transform((way) => way || blankContact.guideWay)
      .pipe(z.enum(guideWays, '请选择怎么引导。')),
  })
  .superRefine((contact, context) => {
    if (contact.outcome !== 'spot' && contact.what === '')
      context.addIssue({ code: 'custom', path: ['what'], message: '请用一句话写下问的是什么事。' })
    if (contact.outcome === 'guide' && contact.guideUnit === '')
      context.addIssue({
        code: 'custom',
        path: ['guideUnit'],
        message: '请填写引导到哪个单位；不知道归谁管，看旁边“职责目录怎么说”。',
      })
  })

export type ContactInput = z.output<typeof contactSchema>

export function readContact(
  typed: TypedContact,
): { ok: true; contact: ContactInput; asker: Asker } | { ok: false; errors: FieldErrors } {
  const read = contactSchema.safeParse(typed)
  if (read.success) return { ok: true, contact: read.data, asker: readAsker(read.data.who) }
  const errors: FieldErrors = {}
  for (const issue of read.error.issues) errors[String(issue.path[0])] ??= issue.message
  return { ok: false, errors }
}
