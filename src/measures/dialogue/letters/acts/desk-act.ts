import type { VNode } from 'preact'
import { z } from 'zod'
import type { Acting, CommandType } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import type { ButtonVariant, FieldErrors } from '#ui/index.ts'
import type { DeskListId } from '../desk/desk-lists.ts'
import type { DeskChoices, DeskLetter } from '../desk/desk-view.ts'
import { cleanText, countCharacters } from '../letter-words.ts'

/** What came with a form; files apart. */
export type Typed = Record<string, string>

export type ActFormProps = { letter: DeskLetter; choices: DeskChoices; typed: Typed; errors: FieldErrors }

/** The house as verbs see it; its `db` is the transaction of the act. */
export type Working = Acting

/** Which letter, by whom, in whose transaction. */
export type Doing = {
  house: Working
  actor: StaffActor
  matterId: string
  letter: DeskLetter
  choices: DeskChoices
}

/**
 * One thing a member of staff does to a letter: a noun with its own address, the form of it, and the verb behind it. Whether it is offered is
 * asked of the engine by `command`, so that page and verb agree.
 */
export type DeskAct = {
  noun: string
  command: CommandType
  title: string
  button: string
  /** `reply` stands below the letter, where there is room to write; `main` open on top of the panel; `more` folded. */
  place: 'reply' | 'main' | 'more'
  look?: ButtonVariant
  keys?: string
  /** The list to go on with once the letter has left one's hands; absent: stays on the letter. */
  next?: DeskListId
  /** Where a refusal of the engine belongs: its field → ours. */
  fields?: Record<string, string>
  Fields?: (form: ActFormProps) => VNode | null
  /** What its form may send, for the API that takes the same; absent: nothing. */
  form?: z.ZodObject
  perform(doing: Doing, typed: Typed): Promise<void>
}

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

/** What the person can mend, by field of the form; null for what is a page of its own: not seeing, not being allowed. */
export function actErrors(error: unknown, act: Pick<DeskAct, 'fields' | 'noun'>): FieldErrors | null {
  if (error instanceof NotFilled) return error.errors
  if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) return null
  return { [(error.field && act.fields?.[error.field]) || act.noun]: error.message }
}

/** A text a clerk must write: `what` is the thing's name in the sentence, as in 退单理由. */
export const words = (what: string, { least = 2, most = 500 }: { least?: number; most?: number } = {}) =>
  z
    .string({ error: `请填写${what}。` })
    .meta({ description: `${what}（${least} 到 ${most} 字）` })
    .transform(cleanText)
    .refine((text) => text !== '', { error: `请填写${what}。`, abort: true })
    .refine((text) => countCharacters(text) >= least, {
      error: `${what}太短了，请至少写 ${least} 个字，让看的人明白。`,
      abort: true,
    })
    .refine((text) => countCharacters(text) <= most, { error: `${what}太长了，最多 ${most} 字，请删短一些。` })

/** A text that may be left out; undefined then. */
export const maybeWords = (what: string, most = 500) =>
  z
    .string()
    .optional()
    .meta({ description: `${what}（最多 ${most} 字）` })
    .transform((text) => cleanText(text ?? ''))
    .refine((text) => countCharacters(text) <= most, { error: `${what}太长了，最多 ${most} 字，请删短一些。` })
    .transform((text) => text || undefined)

/** A unit as a clerk names it; `findUnit` understands it. */
export const unitWord = (what: string) =>
  z.string().meta({ description: `${what}：名称、简称、拼音首字母或 id`, example: '市住房城乡建设局' })

/** One of a list of codes. */
export const choice = <const Codes extends readonly [string, ...string[]]>(codes: Codes, message: string) =>
  z.enum(codes, { error: message })
