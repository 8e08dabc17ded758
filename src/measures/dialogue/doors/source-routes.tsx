import type { Context } from 'hono'
import { z } from 'zod'
import { deskActor, readTyped } from '#core/casework/index.ts'
import { requireRole, staffOnly } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { lineField } from '#platform/http/form-fields.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { addSource, allSources, changeSecret, secretOf, sourceById } from './sources.ts'
import { SourceSecretPage, SourcesPage } from './sources-page.tsx'
import { messageDoors } from './tables.ts'

const sourceForm = z.object({
  name: lineField('名称', 2, 40),
  slug: z
    .string({ error: '请填写代号。' })
    .trim()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/, '代号是 2 到 40 个小写字母、数字和短横，例如 people-board。'),
  door: z.enum(messageDoors, '请选择是哪一种。'),
})

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskDoorSources(), label: '留言来源' },
]

/** For the system administrator, as with other connections of machines. Audit: doors.addSource, doors.changeSecret. */
export const sourceRoutes = routes()
  .use(urls.deskDoorSources(), staffOnly)
  .use(`${urls.deskDoorSources()}/*`, staffOnly)
  .get(urls.deskDoorSources(), (c) => {
    requireRole(deskActor(c), 'system-admin')
    return showSources(c)
  })
  .post(urls.deskDoorSources(), async (c) => {
    const actor = deskActor(c)
    requireRole(actor, 'system-admin')
    const house = c.get('house')
    const { typed, formKey, text } = await readTyped(c)
    const read = sourceForm.safeParse(typed)
    if (!read.success) {
      const errors: FieldErrors = {}
      for (const { path, message } of read.error.issues) errors[String(path[0])] ??= message
      return showSources(c, typed, errors)
    }
    try {
      const spent = await once(house, formKey, text, async (tx) => {
        await addSource({ ...house, db: tx }, actor, read.data)
        return urls.deskDoorSources()
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || !error.field) throw error
      return showSources(c, typed, { [error.field]: error.message })
    }
  })
  .post(urls.deskDoorSecret(':id'), async (c) => {
    const actor = deskActor(c)
    requireRole(actor, 'system-admin')
    const house = c.get('house')
    const id = c.req.param('id') ?? ''
    if (!isId(id)) throw notFound('来源')
    const { formKey } = await readTyped(c)
    const spent = await once(house, formKey, c.req.path, async (tx) => {
      await changeSecret({ ...house, db: tx }, actor, id)
      return urls.deskDoorSources()
    })
    // A second click does not show it again: whoever comes to this browser later would read it.
    if (spent.isRepeat) return c.redirect(spent.location, 303)
    const source = await sourceById(house.db, id)
    c.header('Cache-Control', 'no-store')
    return page(c, '推送密钥', <SourceSecretPage source={source} secret={secretOf(house, source) ?? ''} />, {
      layout: 'desk',
      breadcrumbs: crumbs,
    })
  })

async function showSources(
  c: Context<Env>,
  typed: Record<string, string | undefined> = {},
  errors: FieldErrors = {},
): Promise<Response> {
  const sources = await allSources(c.get('house').db)
  const shown = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, (value ?? '').slice(0, 200)]))
  return page(c, '留言来源', <SourcesPage sources={sources} typed={shown} errors={errors} formKey={newId} />, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: crumbs,
  })
}
