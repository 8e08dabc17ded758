import type { Context } from 'hono'
import { isInForce, loadRules } from '#core/calendar/index.ts'
import {
  acceptUploads,
  chosenFiles,
  dropPendingFiles,
  keptUploads,
  pendingFiles,
  refusedFiles,
} from '#core/documents/index.ts'
import { handReceipt, openFollowed, receiptInHand } from '#core/following/index.ts'
import { allDivisions, allUnits, phoneOf } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { countTries } from '#platform/http/rate-limit.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { classes, isCode } from '../disclosure.ts'
import { blankRequest, readRequest, type TypedRequest, typedRequest } from './ask-form.ts'
import { AskPage } from './ask-page.tsx'
import { DoorPage } from './door-page.tsx'
import { filings, tries } from './filing-limits.ts'
import { RequestReceiptGonePage, RequestReceiptPage } from './receipt-page.tsx'
import { codeOfForm, requestDisclosure } from './request-disclosure.ts'
import { requestReceiptOf } from './request-receipt.ts'
import { requestTakers, unitOptions } from './unit-options.ts'

const crumbs = [
  { href: urls.home(), label: '首页' },
  { href: urls.disclosure(), label: '依申请公开' },
]

/** 依申请公开 for everybody: the door, the application, the receipt. */
export const askRoutes = routes()
  .get(urls.disclosure(), async (c) => {
    const { db, config, clock } = c.get('house')
    const today = dateIn(config.timeZone, clock.now())
    const { rules } = await loadRules(db)
    const limits = new Map(rules.filter((rule) => isInForce(rule, today)).map((rule) => [rule.id, rule]))
    return page(c, '依申请公开', <DoorPage limits={limits} />, {
      breadcrumbs: crumbs.slice(0, 1),
      description: '申请公开政府信息：不用写理由，一般不收费，有期限、有答复。',
    })
  })

  .get(urls.newDisclosure(), async (c) => {
    const { unit = '', of = '' } = c.req.query()
    const typed = { ...blankRequest, ...(await knownApplicant(c)), unit, of: isCode(classes, of) ? of : 'information' }
    return show(c, { typed, formKey: newId() })
  })

  .post(urls.newDisclosure(), async (c) => {
    const house = c.get('house')
    const form = await postedForm(c)
    const formKey = formKeyIn(form)
    const typed = typedRequest(form)
    const back = { typed, formKey }
    try {
      await countTries(house, [[tries, c.get('address')]])
      await dropPendingFiles(house, formKey, form.getAll('filesRemoved').map(String))
      const { kept, refused } = await acceptUploads(house, chosenFiles(form, 'files'), { by: 'asker', owner: formKey })
      const units = new Set(requestTakers(await allUnits(house.db)).map(({ id }) => id))
      const read = readRequest(typed, { today: todayOf(c), units, byStaff: false })
      const errors: FieldErrors = read.ok ? {} : read.errors
      if (refused.length > 0) errors.files = refusedFiles(refused)
      if (!read.ok || refused.length > 0) return show(c, { ...back, errors, status: 422 })
      await countTries(house, [[filings, c.get('address')]])
      const fileIds = kept.map(({ id }) => id)
      let matterId = ''
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify([typed, fileIds]), async (tx) => {
        const isElder = c.get('display').elder
        const filed = await requestDisclosure({ ...house, db: tx }, c.get('actor'), read.input, {
          formKey,
          fileIds,
          isElder,
        })
        matterId = filed.matterId
        return urls.followMatter(filed.number)
      })
      const number = spent.location.slice(urls.followMatter('').length)
      if (matterId) openFollowed(c, matterId)
      handReceipt(c, urls.disclosureReceipt(), { number, code: codeOfForm(house, formKey) })
      if (spent.isRepeat) setFlash(c, spent.bodyChanged ? 'alreadyFiled' : 'alreadyDone')
      return c.redirect(urls.disclosureReceipt(), 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      house.metrics.refusals.inc({ code: error.code })
      const status = error.status === 429 ? 429 : 422
      return error.field && error.field !== 'formKey'
        ? show(c, { ...back, errors: { [error.field]: error.message }, status })
        : show(c, { ...back, refusal: error.message, status })
    }
  })

  .get(urls.disclosureReceipt(), async (c) => {
    const inHand = receiptInHand(c)
    const receipt = inHand && (await requestReceiptOf(c.get('house').db, inHand))
    c.header('Cache-Control', 'no-store')
    if (!receipt) return page(c, '回执已经不在这里了', <RequestReceiptGonePage />, { status: 410 })
    return page(c, '申请已提交', <RequestReceiptPage receipt={receipt} byStaff={false} />, { breadcrumbs: crumbs })
  })

const todayOf = (c: Context<Env>): Temporal.PlainDate =>
  dateIn(c.get('house').config.timeZone, c.get('house').clock.now())

type Shown = {
  typed: TypedRequest
  formKey: string
  errors?: FieldErrors
  refusal?: string
  status?: 200 | 422 | 429
}

async function show(c: Context<Env>, { typed, formKey, errors = {}, refusal, status }: Shown): Promise<Response> {
  const house = c.get('house')
  const [units, divisions, waiting] = await Promise.all([
    allUnits(house.db),
    allDivisions(house.db),
    pendingFiles(house, formKey),
  ])
  return page(
    c,
    status && status !== 200 ? '请改一下再提交' : '申请公开政府信息',
    <AskPage
      typed={typed}
      errors={errors}
      formKey={formKey}
      units={unitOptions(units, divisions, house.config.cityCode)}
      kept={keptUploads(waiting)}
      refusal={refusal ?? null}
    />,
    { status, breadcrumbs: crumbs },
  )
}

/** A signed-in citizen need not type what we know. */
async function knownApplicant(c: Context<Env>): Promise<Pick<TypedRequest, 'name' | 'phone'>> {
  const actor = c.get('actor')
  if (actor.kind !== 'citizen') return { name: '', phone: '' }
  const { db, secrets } = c.get('house')
  const phone = await phoneOf(db, secrets, actor.personId)
  return { name: actor.name.includes('*') ? '' : actor.name, phone: phone ?? '' }
}
