import type { Context } from 'hono'
import type { z } from 'zod'
import type { StaffActor } from '#platform/actor.ts'
import type { Transaction } from '#platform/database.ts'
import type { Env } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { isId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { withoutNul } from './check.ts'
import { requireRole } from './permissions.ts'
import type { RoleId } from './roles.ts'

export type Typed = Record<string, string>

/** One administrative act by form: role, form key, one transaction, 303; a refusal with a field goes to `again`. */
export async function deskAct(
  c: Context<Env>,
  role: RoleId,
  act: (tx: Transaction, actor: StaffActor, typed: Typed) => Promise<string>,
  again?: (errors: FieldErrors, typed: Typed) => Promise<Response>,
): Promise<Response> {
  const actor = c.get('actor')
  requireRole(actor, role)
  return staffAct(c, act, again)
}

/** The same for whatever every member of staff may do. */
export async function staffAct(
  c: Context<Env>,
  act: (tx: Transaction, actor: StaffActor, typed: Typed) => Promise<string>,
  again?: (errors: FieldErrors, typed: Typed) => Promise<Response>,
): Promise<Response> {
  const actor = c.get('actor')
  if (actor.kind !== 'staff') throw notFound()
  const typed = textOf(await postedFields(c))
  try {
    const { formKey, ...rest } = typed
    const spent = await once(c.get('house'), formKey, JSON.stringify([c.req.path, rest]), (tx) => act(tx, actor, typed))
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.field || !again) throw error
    return again(error instanceof Unfit ? error.errors : { [error.field]: error.message }, typed)
  }
}

export const textOf = (body: Record<string, unknown>): Typed =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, withoutNul(value)]] : [])),
  )

/** Every field that does not fit, each with its sentence. */
export class Unfit extends Refusal {
  readonly errors: FieldErrors

  constructor(errors: FieldErrors) {
    const [[field, message] = ['form', '请检查填写的内容。']] = Object.entries(errors)
    super('form', message ?? '', { field })
    this.errors = errors
  }
}

/** Values of the schema, or a refusal of all fields that do not fit; what was not sent counts as empty. */
export function parsed<T extends z.ZodObject>(schema: T, typed: Typed): z.infer<T> {
  const empty = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, '']))
  const result = schema.safeParse({ ...empty, ...typed })
  if (result.success) return result.data
  const errors: FieldErrors = {}
  for (const issue of result.error.issues) errors[String(issue.path[0] ?? 'form')] ??= issue.message
  throw new Unfit(errors)
}

/** The id in the path; what is no id is no thing of ours. */
export function idOf(c: Context<Env>, name = 'id'): string {
  const id = c.req.param(name) ?? ''
  if (!isId(id)) throw notFound()
  return id
}
