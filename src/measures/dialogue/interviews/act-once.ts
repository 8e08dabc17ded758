import type { Context } from 'hono'
import { NotFilled, readForm, type Typed } from '#core/casework/index.ts'
import { deskActor } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Env } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import type { Holding } from './interview.ts'

export { NotFilled, readForm, type Typed }

type Asked = {
  /** Fields of the form; one with several values comes as its values with blanks between. */
  names: readonly string[]
  longest?: number
  /** Returns the address to go to. */
  work(house: Holding, actor: StaffActor, typed: Typed): Promise<string>
  /** The page with what was typed. */
  again(typed: Typed, errors: FieldErrors, formKey: string): Response | Promise<Response>
}

/** One form of the desk, once: 303 to where the act leads, or 422 with what was typed and a sentence at its field. What concerns no field is a page of its own. */
export async function actOnce(c: Context<Env>, { names, longest = 4000, work, again }: Asked): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const form = await postedForm(c)
  const typed: Typed = Object.fromEntries(
    names.map((name) => [name, form.getAll(name).map(String).join(' ').slice(0, longest)]),
  )
  const formKey = textIn(form, 'formKey')
  try {
    const spent = await once(house, formKey, JSON.stringify([c.req.path, typed]), (tx) =>
      work({ ...house, db: tx }, actor, typed),
    )
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (error instanceof NotFilled) return again(typed, error.errors, formKey)
    if (!(error instanceof Refusal) || error.status !== 422 || !error.field) throw error
    return again(typed, { [error.field]: error.message }, formKey)
  }
}
