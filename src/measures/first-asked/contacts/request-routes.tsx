import type { Context } from 'hono'
import { chooseUnit, NotFilled, readForm } from '#core/casework/index.ts'
import { dutiesFor } from '#core/duties/index.ts'
import { allUnits, staffOnly } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { askUnit, requestForm } from './ask-unit.ts'
import { receiver } from './contact-routes.tsx'
import { RequestPage, type TypedRequest } from './request-page.tsx'
import { contactUnit, contactUnits } from './units-of-actor.ts'

const blank: TypedRequest = { unit: '', what: '', from: '' }

/** 请别的单位协助. Audit: the event of the matter says which unit asked, and who for it. */
export const requestRoutes = routes()
  .use(urls.deskRequests(), staffOnly)
  .get(urls.deskRequests(), (c) => show(c, blank, newId()))
  .post(urls.deskRequests(), async (c) => {
    const actor = receiver(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const typed = {
      unit: textIn(form, 'unit').slice(0, 100),
      what: textIn(form, 'what').slice(0, 4000),
      from: textIn(form, 'from'),
    }
    const formKey = formKeyIn(form)
    try {
      const units = (await allUnits(house.db)).filter(({ active }) => active)
      const { id: toUnitId } = chooseUnit('unit', typed.unit, units)
      const { what } = readForm(requestForm, typed)
      const fromUnitId = contactUnit(actor, typed.from)
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify(typed), async (tx) => {
        const { number } = await askUnit({ ...house, db: tx }, actor, { fromUnitId, toUnitId, what, formKey })
        return urls.followMatter(number)
      })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(spent.location, 303)
    } catch (error) {
      const errors = errorsOf(error)
      if (!errors) throw error
      return show(c, typed, formKey, errors)
    }
  })

function errorsOf(error: unknown): FieldErrors | null {
  if (error instanceof NotFilled) return error.errors
  if (!(error instanceof Refusal) || !error.field || error.field === 'formKey') return null
  return { [error.field === 'unitId' ? 'unit' : error.field]: error.message }
}

async function show(
  c: Context<Env>,
  typed: TypedRequest,
  formKey: string,
  errors: FieldErrors = {},
): Promise<Response> {
  const actor = receiver(c)
  const { db } = c.get('house')
  const [units, duties] = await Promise.all([allUnits(db), dutiesFor(db, typed.what)])
  const body = (
    <RequestPage
      typed={typed}
      errors={errors}
      formKey={formKey}
      mine={contactUnits(actor)}
      unitNames={units.filter(({ active }) => active).map(({ shortName }) => shortName)}
      duties={duties}
    />
  )
  return page(c, '请别的单位协助', body, {
    layout: 'desk',
    status: Object.keys(errors).length > 0 ? 422 : 200,
    breadcrumbs: [
      { href: urls.desk(), label: '工作台' },
      { href: urls.deskContacts(), label: '首问登记' },
    ],
  })
}
