import type { VNode } from 'preact'
import type { z } from 'zod'
import type { StaffActor } from '#platform/actor.ts'
import { Refusal } from '#platform/refusal.ts'
import type { ButtonVariant, FieldErrors } from '#ui/index.ts'
import type { GivenFiles } from '../happen.ts'
import type { OpenWork, Working } from '../open-work.ts'
import { NotFilled, type Typed } from '../words.ts'

/** `noun`: which of the forms of a page it is; their fields may have the same names. */
export type ActForm = { noun: string; work: OpenWork; typed: Typed; errors: FieldErrors }

export type Doing = { house: Working; actor: StaffActor; work: OpenWork; files: GivenFiles }

/**
 * One thing a member of staff does to a work: a noun with its own address, who may, the form, and the verb behind it. Page and API are both made from these.
 */
export type WorkAct = {
  noun: string
  title: string
  button: string
  /** `main` stands open on top of the panel; `more` folded. */
  place: 'main' | 'more'
  look?: ButtonVariant
  /** Null where this person may do it now; otherwise who may, or why not now. */
  bar(actor: StaffActor, work: OpenWork): Bar | null
  form: z.ZodObject | null
  Fields?: (form: ActForm) => VNode
  /** Whether the form takes files, and must have one. */
  files?: { label: string; hint: string; required: boolean }
  perform(doing: Doing, typed: Typed): Promise<void>
}

/** `who`: never theirs. `when`: theirs, but not in this state. */
export type Bar = { who: string } | { when: string }

/** What the person can mend, by field of the form; null for what is a page of its own. */
export function actErrors(error: unknown, noun: string): FieldErrors | null {
  if (error instanceof NotFilled) return error.errors
  if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) return null
  return { [error.field ?? noun]: error.message }
}
