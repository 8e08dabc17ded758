import type { VNode } from 'preact'
import { z } from 'zod'
import type { Acting, Command, CommandType, Kind, MatterState } from '#core/matters/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import { cleanText, countCharacters } from '#platform/typed-text.ts'
import type { ButtonVariant, FieldErrors } from '#ui/index.ts'
import type { DeskWords } from '../desk-words.ts'
import type { DeskChoices, DeskMatter } from '../page/desk-matter.ts'

/** What came with a form; files apart. */
export type Typed = Record<string, string>

export type ActFormProps = { matter: DeskMatter; choices: DeskChoices; typed: Typed; errors: FieldErrors }

/** The house as verbs see it; its `db` is the transaction of the act. */
export type Working = Acting

/** Which matter, by whom, in whose transaction. */
export type Doing = {
  house: Working
  actor: StaffActor
  matterId: string
  matter: DeskMatter
  choices: DeskChoices
}

/**
 * One thing a member of staff does to a matter: a noun with its own address, the form of it, and the verb behind it. Whether it is offered is
 * asked of the engine by `command`, so that page and verb agree.
 */
export type DeskAct = {
  noun: string
  /** What the engine is asked for; null for what a room does without it: then `offered` alone says when. */
  command: CommandType | null
  /** The command as if the form were filled in; absent: see `filledIn`. An own step names itself here. */
  tried?(state: MatterState, kind: Kind): Command
  /** Narrows when it is shown, before the engine is asked. */
  offered?(state: MatterState, kind: Kind, actor: StaffActor): boolean
  title: string
  button: string
  /** `reply` stands below the matter, where there is room to write; `main` open on top of the panel; `more` folded. */
  place: 'reply' | 'main' | 'more'
  /** Of what has been done already and may be done anew (改派): under which title it then stands, folded. */
  again?(matter: DeskMatter): string | null
  look?: ButtonVariant
  keys?: string
  /** The list to go on with once the matter has left one's hands; absent: stays on the matter. */
  next?: string
  /** Lets something out or grants it: by API it needs the scope of approvals. */
  approves?: boolean
  /** Whoever may do it works on the matter and may add materials to it. */
  takesMaterials?: boolean
  /** Where a refusal of the engine belongs: its field → ours. */
  fields?: Record<string, string>
  Fields?: (form: ActFormProps) => VNode | null
  /** What its form may send, for the API that takes the same; absent: nothing. */
  form?: z.ZodObject
  perform(doing: Doing, typed: Typed): Promise<void>
}

export type Choice = { value: string; label: string }

/** What the usual acts of a desk are made from. */
export type ActsOf = {
  words: DeskWords
  /** The engine's kinds that this desk holds. */
  kinds: readonly Kind[]
  /** Codes and words of all classes. */
  classes: Readonly<Record<string, string>>
  /** Why a matter of one class is not turned into the other; null where it may be. */
  reclassBar(now: string, to: string): string | null
  pauseGrounds: readonly Choice[]
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

/** One of a list of codes that is known only when a desk is made. */
export const chosen = (codes: readonly string[], what: string, message: string) =>
  z
    .string({ error: message })
    .min(1, { error: message })
    .refine((code) => codes.includes(code), { error: message })
    .meta({ description: what, enum: codes })
