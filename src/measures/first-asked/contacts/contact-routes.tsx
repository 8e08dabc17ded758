import type { Context } from 'hono'
import { chooseUnit, deskActor, NotFilled } from '#core/casework/index.ts'
import { dutiesFor } from '#core/duties/index.ts'
import { handReceipt, receiptInHand } from '#core/following/index.ts'
import { checkNumber, findMatter, textsOfMatter } from '#core/matters/index.ts'
import { allUnits, isAdministrator, staffOnly, unitDirectory } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { siteAddress } from '#platform/http/site-address.ts'
import { isId, newId } from '#platform/id.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { deskUrls, urls } from '#urls.ts'
import { cardOf } from '../card/card.ts'
import { CardGonePage, CardPage, PrintedCard } from '../card/card-page.tsx'
import { type ContactWay, contactWays } from './contact.ts'
import { blankContact, type ContactInput, contactFields, readContact, type TypedContact } from './contact-form.ts'
import { ContactsPage, type ContactsPageProps } from './contacts-page.tsx'
import { countSpotAnswer } from './count-spot-answer.ts'
import { findColleague } from './find-colleague.ts'
import { codeOfForm, isDanger, type Registration, registerContact } from './register-contact.ts'
import { dropStart, startsFor } from './starts.ts'
import { contactUnit, contactUnits } from './units-of-actor.ts'

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskContacts(), label: '首问登记' },
]

/** 首问登记 by anybody of the staff but the administrators. Audit: the events of the matter say who was asked; a spot answer is about nobody. */
export const contactRoutes = routes()
  .use('/desk/contacts', staffOnly)
  .use('/desk/contacts/*', staffOnly)
  .get(urls.deskContacts(), async (c) => {
    const actor = receiver(c)
    const starts = await startsFor(c.get('house'), actor)
    const start = starts.find(({ id }) => id === c.req.query('start'))
    const typed: TypedContact = start
      ? { ...blankContact, who: start.who, what: start.what, unit: start.unitId, start: start.id }
      : { ...blankContact, what: (c.req.query('ref') ?? '').slice(0, 40) }
    return show(c, { typed, formKey: newId() })
  })

  .post(urls.deskContacts(), async (c) => {
    const actor = receiver(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const typed = typedIn(form)
    const formKey = formKeyIn(form)
    const read = readContact(typed)
    if (!read.ok) return show(c, { typed, formKey, errors: read.errors })
    const unitId = contactUnit(actor, typed.unit)
    const startId = isId(typed.start) ? typed.start : null
    if (read.contact.outcome === 'spot') {
      return counted(c, textIn(form, 'formKey'), { unitId, way: read.contact.way, startId })
    }
    try {
      const registration: Registration = {
        unitId,
        contact: read.contact,
        asker: read.asker,
        ...(await unitsMeant(c, read.contact)),
        startId,
        formKey,
      }
      const sent = JSON.stringify({ ...typed, start: '' })
      const spent = await once(house, textIn(form, 'formKey'), sent, async (tx) => {
        const { number } = await registerContact({ ...house, db: tx }, actor, registration)
        return urls.deskInquiry(number)
      })
      const number = spent.location.split('/').at(-1) ?? ''
      handReceipt(c, urls.deskContactCard(), { number, code: codeOfForm(house, formKey) })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
      return c.redirect(urls.deskContactCard(), 303)
    } catch (error) {
      const errors = errorsOf(error)
      if (!errors) throw error
      house.metrics.refusals.inc({ code: error instanceof Refusal ? error.code : 'not-filled' })
      return show(c, { typed, formKey, errors })
    }
  })

  .post(urls.deskSpotAnswers(), async (c) => {
    const actor = receiver(c)
    const form = await postedForm(c)
    const way = contactWays.find((one) => one === textIn(form, 'way'))
    if (!way)
      return show(c, {
        typed: blankContact,
        formKey: newId(),
        errors: { way: '请点从哪里来：窗口、电话、办公室，还是其他单位。' },
      })
    return counted(c, textIn(form, 'formKey'), { unitId: contactUnit(actor, textIn(form, 'unit')), way, startId: null })
  })

  .post(urls.deskContactStartEnd(':id'), async (c) => {
    const actor = receiver(c)
    const house = c.get('house')
    const id = c.req.param('id') ?? ''
    if (!isId(id)) throw notFound()
    const form = await postedForm(c)
    const spent = await once(house, textIn(form, 'formKey'), id, async () => {
      await dropStart(house, actor, id)
      return urls.deskContacts()
    })
    return c.redirect(spent.location, 303)
  })

  .get(urls.deskContactCard(), (c) => showCard(c, false))
  .get(urls.deskContactCardPrint(), (c) => showCard(c, true))

/** Everybody of the staff may be asked; the three administrators have no casework. */
export function receiver(c: Context<Env>): StaffActor {
  const actor = deskActor(c)
  if (isAdministrator(actor)) throw forbidden('首问登记由接待的工作人员办理；系统、安全、审计管理员不办件。')
  return actor
}

const typedIn = (form: FormData): TypedContact =>
  Object.fromEntries(contactFields.map((name) => [name, textIn(form, name).slice(0, 4000)])) as TypedContact

/** The unit that asks, where it is one, and whom it is led to; sentences by field. */
async function unitsMeant(
  c: Context<Env>,
  contact: ContactInput,
): Promise<Pick<Registration, 'askerUnitId' | 'guideTo'>> {
  const house = c.get('house')
  const units = (await allUnits(house.db)).filter(({ active }) => active)
  const askerUnitId = contact.way === 'between' ? askingUnit(contact.who, units) : null
  if (contact.outcome !== 'guide') return { askerUnitId, guideTo: null }
  const { id: unitId } = chooseUnit('guideUnit', contact.guideUnit, units)
  const found = await findColleague(house, unitId, contact.guidePerson)
  if (!found.ok) throw new NotFilled({ guidePerson: found.message })
  return { askerUnitId, guideTo: { unitId, personId: found.personId } }
}

type Units = Awaited<ReturnType<typeof allUnits>>

/** 市水利局 小周: the first word that names a unit. */
function askingUnit(who: string, units: Units): string {
  for (const word of who.split(/[\s,，、]+/).filter(Boolean)) {
    try {
      return chooseUnit('who', word, units).id
    } catch {
      // Not this word; perhaps the next.
    }
  }
  throw new NotFilled({ who: '其他单位来问的，请先写是哪个单位，例如“市水利局 小周”。' })
}

const fieldOf: Record<string, string> = { unitId: 'guideUnit', personId: 'guidePerson', text: 'what' }

/** What the person can mend, by field; null for what is a page of its own. */
function errorsOf(error: unknown): FieldErrors | null {
  if (error instanceof NotFilled) return error.errors
  if (!(error instanceof Refusal) || ![409, 422].includes(error.status) || error.field === 'formKey') return null
  const field = error.field ? (fieldOf[error.field] ?? error.field) : 'outcome'
  return { [field]: error.message }
}

async function counted(
  c: Context<Env>,
  formKey: string,
  answer: { unitId: string; way: ContactWay; startId: string | null },
): Promise<Response> {
  const house = c.get('house')
  const spent = await once(house, formKey, JSON.stringify(answer), async (tx) => {
    await countSpotAnswer({ ...house, db: tx }, answer)
    return urls.deskContacts()
  })
  setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
  return c.redirect(spent.location, 303)
}

async function show(
  c: Context<Env>,
  { typed, formKey, errors = {} }: { typed: TypedContact; formKey: string; errors?: FieldErrors },
): Promise<Response> {
  const actor = receiver(c)
  const house = c.get('house')
  const [units, starts, duties, known] = await Promise.all([
    unitDirectory(house.db),
    startsFor(house, actor),
    dutiesFor(house.db, typed.what),
    knownMatter(c, actor, typed.what),
  ])
  const body = (
    <ContactsPage
      typed={typed}
      errors={errors}
      formKey={formKey}
      keyOf={newId}
      units={contactUnits(actor)}
      unitNames={[...units.values()].filter(({ active }) => active).map(({ shortName }) => shortName)}
      starts={starts.filter(({ id }) => id !== typed.start)}
      duties={duties}
      known={known}
      isDanger={isDanger(typed.what)}
    />
  )
  return page(c, '首问登记', body, { layout: 'desk', status: Object.keys(errors).length > 0 ? 422 : 200 })
}

/** A number typed as the question: of a letter, an inquiry, whatever this person may see. */
async function knownMatter(c: Context<Env>, actor: StaffActor, what: string): Promise<ContactsPageProps['known']> {
  const number = /^[\d\s]{15,30}$/.test(what.trim()) ? checkNumber(what) : null
  if (!number?.ok) return null
  const { db } = c.get('house')
  const row = await findMatter(db, actor, number.value)
  if (!row) return null
  const title = [...(await textsOfMatter(db, row.id)).values()].find(({ part }) => part === 'title')?.body ?? ''
  return { href: deskUrls('/desk/matters').one(row.number), number: row.number, title }
}

async function showCard(c: Context<Env>, print: boolean): Promise<Response> {
  receiver(c)
  const inHand = receiptInHand(c)
  const card = inHand && (await cardOf(c.get('house'), inHand, siteAddress(c)))
  c.header('Cache-Control', 'no-store')
  if (!card) return page(c, '首问卡', <CardGonePage />, { layout: 'desk', status: 410, breadcrumbs: crumbs })
  if (print) return page(c, '首问卡', <PrintedCard card={card} />, { layout: 'print', paper: 'card' })
  return page(c, '首问卡', <CardPage card={card} />, { layout: 'desk', breadcrumbs: crumbs })
}
