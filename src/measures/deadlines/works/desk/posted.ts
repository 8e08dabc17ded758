import type { Context } from 'hono'
import type { StaffActor } from '#platform/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { postedForm } from '#platform/http/posted-form.ts'
import { notFound } from '#platform/refusal.ts'
import type { Typed } from '../words.ts'

/** The member of staff who asks. Behind `staffOnly`. */
export function deskActor(c: Context<Env>): StaffActor {
  const actor = c.get('actor')
  if (actor.kind !== 'staff') throw notFound()
  return actor
}

export type Posted = {
  typed: Typed
  all(name: string): string[]
  files(name: string): File[]
  formKey: string | undefined
  /** What was sent as one text, to tell a repeated click from a changed form. Files count by name and size. */
  text: string
}

export async function readPosted(c: Context<Env>): Promise<Posted> {
  const form = await postedForm(c)
  const typed: Typed = {}
  const parts = [c.req.path]
  for (const [name, value] of form) {
    if (name === 'formKey') continue
    if (typeof value === 'string') typed[name] ??= value.replaceAll('\0', '')
    parts.push(`${name}=${typeof value === 'string' ? value : `${value.name}:${value.size}`}`)
  }
  const key = form.get('formKey')
  return {
    typed,
    all: (name) => form.getAll(name).filter((value): value is string => typeof value === 'string'),
    files: (name) => form.getAll(name).filter((value): value is File => value instanceof File && value.size > 0),
    formKey: typeof key === 'string' ? key : undefined,
    text: parts.join('\n'),
  }
}
