import type { Context } from 'hono'
import { staffOnly, unitsById } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm, textIn } from '#platform/http/posted-form.ts'
import { qrOf } from '#platform/http/qr.ts'
import { page } from '#platform/http/render.tsx'
import { siteAddress } from '#platform/http/site-address.ts'
import { isId, newId } from '#platform/id.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { receiver } from './contact-routes.tsx'
import { addDesk, closeDesk, desksOf } from './desks.ts'
import { DesksPage } from './desks-page.tsx'
import { DeskSheet } from './start-pages.tsx'
import { contactUnit, contactUnits } from './units-of-actor.ts'

/** 桌码 of one's own units. Audit: addContactDesk, closeContactDesk. */
export const contactDeskRoutes = routes()
  .use(urls.deskContactDesks(), staffOnly)
  .use(`${urls.deskContactDesks()}/*`, staffOnly)
  .get(urls.deskContactDesks(), (c) => show(c))
  .post(urls.deskContactDesks(), async (c) => {
    const actor = receiver(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const typed = { title: textIn(form, 'title').slice(0, 200), unit: textIn(form, 'unit') }
    try {
      const unitId = contactUnit(actor, typed.unit)
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify(typed), async (tx) => {
        await addDesk(tx, actor, { unitId, title: typed.title }, house.clock.now())
        return urls.deskContactDesks()
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
      return c.redirect(spent.location, 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.field !== 'title') throw error
      return show(c, typed, { title: error.message })
    }
  })
  .get(urls.deskContactDeskPrint(':id'), async (c) => {
    const { db } = c.get('house')
    const desk = (await desksOf(db, receiver(c))).find(({ id }) => id === c.req.param('id'))
    if (!desk) throw notFound('桌码')
    const unit = (await unitsById(db, [desk.unitId])).get(desk.unitId)?.name ?? ''
    const qr = await qrOf(`${siteAddress(c)}${urls.contactDesk(desk.code)}`)
    return page(c, '桌码', <DeskSheet unit={unit} title={desk.title} qr={qr} code={desk.code} />, { layout: 'print' })
  })
  .post(urls.deskContactDeskClosure(':id'), async (c) => {
    const actor = receiver(c)
    const house = c.get('house')
    const id = c.req.param('id') ?? ''
    if (!isId(id)) throw notFound('桌码')
    const form = await postedForm(c)
    const spent = await once(house, textIn(form, 'formKey'), id, async (tx) => {
      await closeDesk(tx, actor, id, house.clock.now())
      return urls.deskContactDesks()
    })
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  })

async function show(c: Context<Env>, typed = { title: '', unit: '' }, errors: FieldErrors = {}): Promise<Response> {
  const actor = receiver(c)
  const desks = await desksOf(c.get('house').db, actor)
  const body = <DesksPage desks={desks} units={contactUnits(actor)} typed={typed} errors={errors} keyOf={newId} />
  return page(c, '桌码', body, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [
      { href: urls.desk(), label: '工作台' },
      { href: urls.deskContacts(), label: '首问登记' },
    ],
  })
}
