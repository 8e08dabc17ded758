import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import { ruleInForce } from '#core/calendar/index.ts'
import { deskActor, deskRoutes } from '#core/casework/index.ts'
import {
  acceptUploads,
  asXlsx,
  chosenFiles,
  dropPendingFiles,
  keptUploads,
  pendingFiles,
  refusedFiles,
} from '#core/documents/index.ts'
import { handReceipt, receiptInHand } from '#core/following/index.ts'
import { contactOf, findMatter } from '#core/matters/index.ts'
import { allUnits, audit, defineAuditActs, requireRole, staffOnly, stepUp } from '#core/people/index.ts'
import { definePersonalReadings } from '#core/personal-data/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors, Option } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { blankRequest, readRequest, type TypedRequest, typedRequest } from '../asking/ask-form.ts'
import { RequestReceiptGonePage, RequestReceiptPage } from '../asking/receipt-page.tsx'
import { codeOfForm, requestDisclosure } from '../asking/request-disclosure.ts'
import { requestReceiptOf } from '../asking/request-receipt.ts'
import { requestTakers } from '../asking/unit-options.ts'
import { documents } from '../disclosure.ts'
import { receivers } from '../disclosure-kind.ts'
import { disclosures } from '../tables.ts'
import { disclosureDesk } from './disclosure-desk.tsx'
import { type Identity, IdentityPage } from './identity-page.tsx'
import { RegisterRequestPage } from './register-page.tsx'
import { readYear, type YearAsked, yearSheet, yearsOf } from './year.ts'
import { YearPage } from './year-page.tsx'

defineAuditActs({ showIdentity: '查看申请人证件号码' })
definePersonalReadings('showIdentity')

export const yearReaders = [...receivers, 'supervisor', 'leader'] as const

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskDisclosures(), label: '公开申请办理' },
]

export const deskDisclosureRoutes = routes()
  .use(`${urls.deskDisclosures()}/*`, staffOnly)
  .get(urls.newDeskDisclosure(), (c) => {
    requireRole(c.get('actor'), ...receivers)
    return showForm(c, { typed: { ...blankRequest, unit: ownTakerIds(deskActor(c))[0] ?? '' }, formKey: newId() })
  })
  // Audit: the events of the matter say who registered it.
  .post(urls.newDeskDisclosure(), async (c) => {
    requireRole(c.get('actor'), ...receivers)
    const house = c.get('house')
    const actor = deskActor(c)
    const form = await postedForm(c)
    const formKey = formKeyIn(form)
    const typed = typedRequest(form)
    const back = { typed, formKey }
    await dropPendingFiles(house, formKey, form.getAll('filesRemoved').map(String))
    const { kept, refused } = await acceptUploads(house, chosenFiles(form, 'files'), { by: 'staff', owner: formKey })
    const units = new Set((await ownUnits(c)).map(({ value }) => value))
    const read = readRequest(typed, { today: todayOf(c), units, byStaff: true })
    const errors: FieldErrors = read.ok ? {} : read.errors
    if (refused.length > 0) errors.files = refusedFiles(refused)
    if (!read.ok || refused.length > 0) return showForm(c, { ...back, errors })
    const fileIds = kept.map(({ id }) => id)
    try {
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify([typed, fileIds]), async (tx) =>
        urls.deskDisclosure(
          (await requestDisclosure({ ...house, db: tx }, actor, read.input, { formKey, fileIds })).number,
        ),
      )
      const number = spent.location.split('/').at(-1) ?? ''
      handReceipt(c, urls.deskDisclosureReceipt(), { number, code: codeOfForm(house, formKey) })
      setFlash(c, spent.isRepeat ? 'alreadyDone' : 'saved')
      return c.redirect(urls.deskDisclosureReceipt(), 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status === 403) throw error
      const field = error.field === 'on' ? 'receivedOn' : error.field
      return field && field !== 'formKey'
        ? showForm(c, { ...back, errors: { [field]: error.message } })
        : showForm(c, { ...back, refusal: error.message })
    }
  })
  .get(urls.deskDisclosureReceipt(), async (c) => {
    const inHand = receiptInHand(c)
    const receipt = inHand && (await requestReceiptOf(c.get('house').db, inHand))
    c.header('Cache-Control', 'no-store')
    if (!receipt) return page(c, '回执已经不在这里了', <RequestReceiptGonePage />, { layout: 'desk', status: 410 })
    return page(c, '申请已登记', <RequestReceiptPage receipt={receipt} byStaff />, {
      layout: 'desk',
      breadcrumbs: crumbs,
    })
  })
  .get(urls.deskDisclosureYear(), async (c) => {
    requireRole(c.get('actor'), ...yearReaders)
    const asked = yearAsked(c)
    const year = await readYear(c.get('house'), deskActor(c), asked)
    const today = todayOf(c)
    const due = {
      department: await ruleInForce(c.get('house').db, 'INF-17-department', today),
      government: await ruleInForce(c.get('house').db, 'INF-17-government', today),
    }
    const body = <YearPage figures={year} years={yearsOf(today)} due={due} />
    return page(c, '公开申请年度数字', body, { layout: 'desk', breadcrumbs: crumbs })
  })
  .get(urls.deskDisclosureYearFile(), async (c) => {
    requireRole(c.get('actor'), ...yearReaders)
    const figures = await readYear(c.get('house'), deskActor(c), yearAsked(c))
    const name = encodeURIComponent(`公开申请${figures.year}年`)
    return c.body(new Uint8Array(await asXlsx([yearSheet(figures)])), 200, {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="disclosures.xlsx"; filename*=UTF-8''${name}.xlsx`,
    })
  })
  // Audit: showIdentity. A read that leaves the house no trace on the page, and none in an address.
  .post(urls.deskDisclosureIdentity(':number{\\d+}'), stepUp, async (c) => {
    const house = c.get('house')
    const actor = deskActor(c)
    const { identity, matterId } = await openIdentity(c, actor)
    const at = house.clock.now()
    await audit(house.db, { actor, act: 'showIdentity', subjectType: 'matter', subjectId: matterId, at })
    c.header('Cache-Control', 'no-store')
    return page(c, '核对身份证明', <IdentityPage identity={identity} />, { layout: 'desk', breadcrumbs: crumbs })
  })
  .route('/', deskRoutes(disclosureDesk))

async function openIdentity(c: Context<Env>, actor: StaffActor): Promise<{ identity: Identity; matterId: string }> {
  const { db, secrets } = c.get('house')
  const row = await findMatter(db, actor, c.req.param('number') ?? '')
  const [kept] = row ? await db.select().from(disclosures).where(eq(disclosures.matterId, row.id)) : []
  if (!row || !kept) throw notFound('公开申请')
  const isTheirs = actor.roles.some(
    ({ role, unitId }) => unitId === row.holderUnitId && (receivers as readonly string[]).includes(role),
  )
  if (!isTheirs) throw forbidden('只有正在办理本件的单位可以查看申请人的证件号码。')
  const contact = row.contactId ? await contactOf({ db, secrets }, row.contactId) : null
  const open = (cipher: Buffer | null, column: string) =>
    cipher ? secrets.decrypt(cipher, `disclosures.${column}`) : ''
  return {
    matterId: row.id,
    identity: {
      number: row.number,
      kind: documents[kept.documentKind],
      document: open(kept.documentCipher, 'document'),
      name: contact?.name ?? '',
      organisation: open(kept.organisationCipher, 'organisation'),
    },
  }
}

const todayOf = (c: Context<Env>): Temporal.PlainDate =>
  dateIn(c.get('house').config.timeZone, c.get('house').clock.now())

const ownTakerIds = (actor: StaffActor): string[] =>
  actor.roles.filter(({ role }) => (receivers as readonly string[]).includes(role)).map(({ unitId }) => unitId)

/** The units at which this member of staff takes applications in. */
async function ownUnits(c: Context<Env>): Promise<Option[]> {
  const own = ownTakerIds(deskActor(c))
  return requestTakers(await allUnits(c.get('house').db))
    .filter(({ id }) => own.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }))
}

function yearAsked(c: Context<Env>): YearAsked {
  const year = Number(c.req.query('year'))
  return {
    year: Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : todayOf(c).year,
    unit: c.req.query('unit') || null,
  }
}

type Back = { typed: TypedRequest; formKey: string; errors?: FieldErrors; refusal?: string }

async function showForm(c: Context<Env>, { typed, formKey, errors = {}, refusal }: Back): Promise<Response> {
  const [units, waiting] = await Promise.all([ownUnits(c), pendingFiles(c.get('house'), formKey)])
  const status = Object.keys(errors).length > 0 || refusal ? 422 : 200
  return page(
    c,
    '登记公开申请',
    <RegisterRequestPage
      typed={typed}
      errors={errors}
      formKey={formKey}
      units={units}
      kept={keptUploads(waiting)}
      refusal={refusal ?? null}
    />,
    { layout: 'desk', status, breadcrumbs: crumbs },
  )
}
