import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { deskActor } from '#core/casework/index.ts'
import { keptUploads, pendingFiles } from '#core/documents/index.ts'
import { handReceipt, openFollowed, receiptInHand } from '#core/following/index.ts'
import { matters } from '#core/matters/index.ts'
import { allUnits, phoneOf, staffOnly, type Unit } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { isSpent, once } from '#platform/http/form-key.ts'
import { countTries, giveBackTry, type RateLimit } from '#platform/http/rate-limit.ts'
import { page } from '#platform/http/render.tsx'
import { siteAddress } from '#platform/http/site-address.ts'
import { newId } from '#platform/id.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { citizenForm, staffForm, type TypedPetition } from '../petition-form.ts'
import { codeOfForm, officeOfActor, registerPetition } from '../register-petition.ts'
import { filings, toOnePhone, tries } from './filing-limits.ts'
import { NewPetitionPage } from './new-petition-page.tsx'
import { fieldErrors, petitionChoices, postedPetition, readPetition } from './posted-petition.ts'
import { receiptOf } from './receipt.ts'
import { ReceiptGonePage, ReceiptPage } from './receipt-page.tsx'
import { RegisterPage } from './register-page.tsx'

const crumbs = [
  { href: urls.home(), label: '首页' },
  { href: urls.newPetition(), label: '网上信访' },
]
const deskCrumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskPetitions(), label: '信访事项办理' },
]

/** 提出和登记信访事项: by everybody, and at the petition office for whoever came or wrote. */
export const petitionFilingRoutes = routes()
  .get(urls.newPetition(), async (c) => show(c, { typed: await knownAsker(c), formKey: newId() }))

  .post(urls.newPetition(), async (c) => {
    const house = c.get('house')
    await countTries(house, [[tries, c.get('address')]])
    const posted = await postedPetition(c, 'asker')
    const again = { typed: posted.typed, formKey: posted.formKey }
    const read = readPetition(citizenForm, posted)
    if (!read.ok) return show(c, { ...again, errors: read.errors, status: 422 })
    const limits: [RateLimit, string][] = [
      [filings, c.get('address')],
      [toOnePhone, read.input.phone],
    ]
    try {
      // A second click is answered with the first receipt even where no more are taken.
      await countTries(house, limits).catch(async (refusal: unknown) => {
        if (!(await isSpent(house, posted.formKey))) throw refusal
      })
      const spent = await once(house, posted.sentKey, JSON.stringify([posted.typed, posted.fileIds]), async (tx) => {
        const filed = await registerPetition({ ...house, db: tx }, c.get('actor'), read.input, posted)
        return urls.followMatter(filed.number)
      })
      const number = spent.location.slice(urls.followMatter('').length)
      openFollowed(c, await idOf(c, number))
      handReceipt(c, urls.petitionReceipt(), { number, code: codeOfForm(house, posted.formKey) })
      if (spent.isRepeat) {
        for (const [limit, who] of limits) await giveBackTry(house, limit, who)
        setFlash(c, spent.bodyChanged ? 'alreadyFiled' : 'alreadyDone')
      }
      return c.redirect(urls.petitionReceipt(), 303)
    } catch (error) {
      const errors = fieldErrors(error)
      if (!errors && !(error instanceof Refusal)) throw error
      house.metrics.refusals.inc({ code: error instanceof Refusal ? error.code : 'not-filled' })
      if (errors) return show(c, { ...again, errors, status: 422 })
      const refusal = error as Refusal
      return show(c, { ...again, notice: refusal.message, status: refusal.status === 429 ? 429 : 422 })
    }
  })

  .get(urls.petitionReceipt(), (c) => showReceipt(c, false))
  .get(urls.petitionReceiptPrint(), (c) => showReceipt(c, true))

  .use(urls.newDeskPetition(), staffOnly)
  .get(urls.newDeskPetition(), async (c) => {
    const office = await needOffice(c)
    return showRegister(c, { office, typed: { receivedOn: today(c).toString() }, formKey: newId() })
  })
  // Audit: the events of the matter say who registered it.
  .post(urls.newDeskPetition(), async (c) => {
    const house = c.get('house')
    const office = await needOffice(c)
    const posted = await postedPetition(c, 'staff')
    const again = { office, typed: posted.typed, formKey: posted.formKey }
    const read = readPetition(staffForm, posted)
    if (!read.ok) return showRegister(c, { ...again, errors: read.errors })
    try {
      const spent = await once(house, posted.sentKey, JSON.stringify([posted.typed, posted.fileIds]), async (tx) => {
        const filed = await registerPetition({ ...house, db: tx }, deskActor(c), read.input, posted)
        return urls.deskPetition(filed.number)
      })
      const number = spent.location.slice(urls.deskPetition('').length)
      handReceipt(c, urls.petitionReceipt(), { number, code: codeOfForm(house, posted.formKey) })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
      return c.redirect(urls.petitionReceipt(), 303)
    } catch (error) {
      const errors = fieldErrors(error)
      if (!errors) throw error
      house.metrics.refusals.inc({ code: error instanceof Refusal ? error.code : 'not-filled' })
      return showRegister(c, { ...again, errors })
    }
  })

const today = (c: Context<Env>): Temporal.PlainDate =>
  c.get('house').clock.now().toZonedDateTimeISO(c.get('house').config.timeZone).toPlainDate()

async function idOf(c: Context<Env>, number: string): Promise<string> {
  const [row] = await c.get('house').db.select({ id: matters.id }).from(matters).where(eq(matters.number, number))
  if (!row) throw notFound('信访事项')
  return row.id
}

async function needOffice(c: Context<Env>): Promise<Unit> {
  const office = officeOfActor(deskActor(c), await allUnits(c.get('house').db))
  if (office) return office
  throw forbidden('信访事项由信访部门的工作人员登记。群众反映的事，请引导到信访局，或请其在网上提出。')
}

/** A signed-in citizen need not type what we know. */
async function knownAsker(c: Context<Env>): Promise<TypedPetition> {
  const actor = c.get('actor')
  if (actor.kind !== 'citizen') return {}
  const { db, secrets } = c.get('house')
  const phone = await phoneOf(db, secrets, actor.personId)
  return { name: actor.name.includes('*') ? '' : actor.name, phone: phone ?? '' }
}

type Shown = { typed: TypedPetition; formKey: string; errors?: FieldErrors; notice?: string; status?: 422 | 429 }

async function show(c: Context<Env>, { typed, formKey, errors = {}, notice, status }: Shown): Promise<Response> {
  const house = c.get('house')
  const [choices, waiting] = await Promise.all([petitionChoices(house), pendingFiles(house, formKey)])
  const kept = keptUploads(waiting)
  return page(
    c,
    status ? '请改一下再提交' : '网上信访',
    <NewPetitionPage {...choices} typed={typed} errors={errors} kept={kept} formKey={formKey} notice={notice} />,
    {
      status,
      breadcrumbs: crumbs,
      description: '网上信访：申诉求决、建议意见、检举控告，依照信访工作条例登记、转送、受理、办理，随时查进度。',
    },
  )
}

async function showRegister(
  c: Context<Env>,
  { office, typed, formKey, errors = {} }: Omit<Shown, 'notice' | 'status'> & { office: Unit },
): Promise<Response> {
  const house = c.get('house')
  const [choices, waiting] = await Promise.all([petitionChoices(house), pendingFiles(house, formKey)])
  const body = (
    <RegisterPage
      {...choices}
      office={office.shortName}
      typed={typed}
      errors={errors}
      kept={keptUploads(waiting)}
      formKey={formKey}
    />
  )
  const status = Object.keys(errors).length > 0 ? 422 : 200
  return page(c, '登记信访事项', body, { layout: 'desk', status, breadcrumbs: deskCrumbs })
}

async function showReceipt(c: Context<Env>, print: boolean): Promise<Response> {
  const inHand = receiptInHand(c)
  const receipt = inHand && (await receiptOf(c.get('house'), inHand, siteAddress(c)))
  c.header('Cache-Control', 'no-store')
  if (!receipt) return page(c, '回执已经不在这里了', <ReceiptGonePage />, { status: 410 })
  return page(c, '信访回执', <ReceiptPage receipt={receipt} print={print} />, { layout: print ? 'print' : 'site' })
}
