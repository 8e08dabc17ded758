import type { Context } from 'hono'
import { z } from 'zod'
import { deskActor, NotFilled, readForm, readTyped, type Typed } from '#core/casework/index.ts'
import { allUnits } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { page } from '#platform/http/render.tsx'
import { isId, newId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import {
  addTemplate,
  changeTemplate,
  findTemplate,
  type ReplyTemplate,
  templateForm,
  templatesFor,
  templateUnits,
} from './reply-templates.ts'
import { ReplyTemplatePage, ReplyTemplatesPage } from './reply-templates-page.tsx'

/** 答复模板 of one's own units. No audit event: a template is about nobody. */
export const replyTemplateRoutes = routes()
  .get('/desk/templates', async (c) => {
    const rows = await templatesFor(c.get('house').db, deskActor(c))
    return page(c, '答复模板', <ReplyTemplatesPage rows={rows} />, { layout: 'desk' })
  })
  .get('/desk/templates/new', (c) => showForm(c, null, {}, {}))
  .get('/desk/templates/:id', async (c) => {
    const template = await find(c, c.req.param('id'))
    return showForm(c, template.id, typedOf(template), {})
  })
  .post('/desk/templates', (c) =>
    save(c, null, async (house, actor, typed) => {
      const input = readForm(templateForm, typed)
      const unitId = z
        .uuid()
        .catch(templateUnits(actor)[0] ?? '')
        .parse(typed.unit)
      await addTemplate(house, actor, { ...input, unitId })
    }),
  )
  .post('/desk/templates/:id', async (c) => {
    const { id } = await find(c, c.req.param('id'))
    return save(c, id, (house, actor, typed) => changeTemplate(house, actor, id, readForm(templateForm, typed)))
  })

const typedOf = ({ title, body, isActive }: ReplyTemplate): Typed => ({ title, body, isActive: isActive ? 'yes' : '' })

const find = (c: Context<Env>, id: string) => {
  if (!isId(id)) throw notFound('模板')
  return findTemplate(c.get('house').db, deskActor(c), id)
}

async function showForm(c: Context<Env>, id: string | null, typed: Typed, errors: FieldErrors): Promise<Response> {
  const actor = deskActor(c)
  const mine = templateUnits(actor)
  if (mine.length === 0) throw notFound()
  const units = (await allUnits(c.get('house').db)).filter((unit) => mine.includes(unit.id))
  const options = units.map((unit) => ({ value: unit.id, label: unit.name }))
  return page(
    c,
    id ? '修改模板' : '新建模板',
    <ReplyTemplatePage id={id} typed={typed} errors={errors} units={options} formKey={newId()} />,
    { layout: 'desk', status: Object.keys(errors).length > 0 ? 422 : 200 },
  )
}

type Saving = (house: Pick<House, 'clock'> & { db: Db }, actor: StaffActor, typed: Typed) => Promise<void>

async function save(c: Context<Env>, id: string | null, saving: Saving): Promise<Response> {
  const house = c.get('house')
  const actor = deskActor(c)
  const { typed, formKey, text } = await readTyped(c)
  try {
    const spent = await once(house, formKey, text, async (tx) => {
      await saving({ clock: house.clock, db: tx }, actor, typed)
      return urls.deskTemplates()
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (error instanceof NotFilled) return showForm(c, id, typed, error.errors)
    throw error
  }
}
