import type { Context } from 'hono'
import type { Transaction } from '#platform/database.ts'
import type { Env } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { textIn } from '#platform/http/posted-form.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'

type Once = {
  form: FormData
  /** What was sent, to tell a repeated click from a changed form. */
  body: unknown
  /** Where the form can show a sentence. */
  fields: readonly string[]
  /** Returns where to go. */
  work(tx: Transaction): Promise<string>
  landing?(location: string): string
  back(errors: FieldErrors, refusal?: string): Promise<Response>
}

/** What an asker's form asks for, once; what is refused goes back into the form, or above it where no field is to blame. */
export async function actOnce(c: Context<Env>, { form, body, fields, work, landing, back }: Once): Promise<Response> {
  const house = c.get('house')
  try {
    const spent = await once(house, textIn(form, 'formKey'), JSON.stringify(body), work)
    setFlash(c, spent.bodyChanged ? 'alreadyFiled' : spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(landing ? landing(spent.location) : spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404) throw error
    house.metrics.refusals.inc({ code: error.code })
    const { field, message } = error
    return field && fields.includes(field) ? back({ [field]: message }) : back({}, message)
  }
}
