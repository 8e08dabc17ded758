import type { Context } from 'hono'
import { isId, newId } from '../id.ts'
import { Refusal } from '../refusal.ts'
import type { Env } from './env.ts'

/** What was posted; a body that is no form (cut off on the way, or no browser's) is said, not an error of ours. */
export async function postedForm(c: Context<Env>): Promise<FormData> {
  try {
    const isPlain = c.req.header('Content-Type')?.startsWith('application/x-www-form-urlencoded')
    return isPlain ? fieldsOf(await c.req.text()) : await c.req.formData()
  } catch {
    throw new Refusal('unreadable', '提交的内容在路上中断了，没有收全。请返回上一页，再点一次提交。')
  }
}

/** Words only, as most forms are: read as text, without the streams that files need. */
function fieldsOf(text: string): FormData {
  const form = new FormData()
  for (const [name, value] of new URLSearchParams(text)) form.append(name, value)
  return form
}

/** Every field once, a file as a file; of a field sent twice the last one counts. */
export const postedFields = async (c: Context<Env>): Promise<Record<string, string | File>> =>
  Object.fromEntries(await postedForm(c))

/** A field as text; a file where a text was expected is nothing. */
export const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The form's own key; a broken one is replaced, so that files sent with it are found again all the same. */
export const formKeyIn = (form: FormData): string => {
  const key = textIn(form, 'formKey')
  return isId(key) ? key : newId()
}
