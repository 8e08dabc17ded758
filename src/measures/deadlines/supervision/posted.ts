import type { Context } from 'hono'
import type { z } from 'zod'
import type { StaffActor } from '#platform/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { postedForm } from '#platform/http/posted-form.ts'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'

/** A form as it came: what was typed, files, and its key. */
export type Posted = {
  typed: Record<string, string>
  all(name: string): string[]
  files(name: string): File[]
  formKey: string | undefined
  /** What was sent as one text, to tell a repeated click from a changed form. Files count by name and size. */
  text: string
}

export async function readPosted(c: Context<Env>): Promise<Posted> {
  const form = await postedForm(c)
  const typed: Record<string, string> = {}
  const parts: string[] = []
  for (const [name, value] of form) {
    if (name === 'formKey') continue
    if (typeof value === 'string') typed[name] ??= value
    parts.push(`${name}=${typeof value === 'string' ? value : `${value.name}:${value.size}`}`)
  }
  const key = form.get('formKey')
  return {
    typed,
    all: (name) => form.getAll(name).filter((value): value is string => typeof value === 'string'),
    files: (name) => form.getAll(name).filter((value): value is File => value instanceof File && value.size > 0),
    formKey: typeof key === 'string' && isId(key) ? key : undefined,
    text: `${c.req.path}\n${parts.join('\n')}`,
  }
}

/** A form that is not filled well enough: a sentence for each field. */
export class NotFilled extends Error {
  readonly errors: FieldErrors
  constructor(errors: FieldErrors) {
    super('form not filled')
    this.errors = errors
  }
}

export function filled<Schema extends z.ZodObject>(schema: Schema, typed: Record<string, string>): z.infer<Schema> {
  const empty = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, '']))
  const read = schema.safeParse({ ...empty, ...typed })
  if (read.success) return read.data
  const errors: FieldErrors = {}
  for (const issue of read.error.issues) errors[String(issue.path[0] ?? 'form')] ??= issue.message
  throw new NotFilled(errors)
}

/** What the page says of a refusal: beside its field, or on top; null for what is a page of its own. */
export function refusalOf(error: unknown): { errors: FieldErrors; refusal: string | null } | null {
  if (error instanceof NotFilled) return { errors: error.errors, refusal: null }
  if (!(error instanceof Refusal) || (error.status !== 422 && error.status !== 409)) return null
  if (error.field) return { errors: { [error.field]: error.message }, refusal: null }
  return { errors: {}, refusal: error.message }
}

/** Behind `staffOnly`, which has sent everybody else away. */
export function staffOf(c: Context<Env>): StaffActor {
  const actor = c.get('actor')
  if (actor.kind !== 'staff') throw notFound()
  return actor
}

/** The key of a refused form stays with it, so that its files are found again. */
export const keysFor =
  (refused: string | null, formKey: string | undefined) =>
  (noun: string): string =>
    (noun === refused && formKey) || newId()
