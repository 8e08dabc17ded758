import type { Context } from 'hono'
import { deskActor } from '#core/casework/index.ts'
import {
  acceptUploads,
  chosenFiles,
  dropPendingFiles,
  keptUploads,
  pendingFiles,
  refusedFiles,
} from '#core/documents/index.ts'
import { handReceipt, receiptInHand } from '#core/following/index.ts'
import { requireRole, staffOnly } from '#core/people/index.ts'
import type { StaffActor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { formKeyIn, postedForm, textIn } from '#platform/http/posted-form.ts'
import { countTry } from '#platform/http/rate-limit.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { letterChoices } from '../letter-choices.ts'
import { CounterLetterPage, CounterReceiptPage } from './counter-pages.tsx'
import { toOnePhone } from './filing-limits.ts'
import { blankLetter, mayBeWrittenDown, parseAnyLetter, type TypedLetter } from './letter-form.tsx'
import { receiptOf } from './receipt.ts'
import { ReceiptGonePage, ReceiptPage } from './receipt-page.tsx'
import { shownAgain, typedIn } from './typed-letter.ts'
import { codeOfForm, writeLetter } from './write-letter.ts'

const crumbs = [
  { href: urls.desk(), label: '工作台' },
  { href: urls.deskLetters(), label: '来信办理' },
  { href: urls.newDeskLetter(), label: '登记来访、来函' },
]

/** 上门、来函: written down by a clerk, who is first asked with the unit of the counter (八). Before `/desk/letters/:number`. Audit: the letter's first event names both. */
export const counterRoutes = routes()
  .use(urls.newDeskLetter(), staffOnly)
  .use(`${urls.newDeskLetter()}/*`, staffOnly)
  .get(urls.newDeskLetter(), (c) => {
    needClerk(c)
    return show(c, { typed: blankLetter, formKey: newId() })
  })

  .post(urls.newDeskLetter(), async (c) => {
    const actor = needClerk(c)
    const house = c.get('house')
    const form = await postedForm(c)
    const typed = typedIn(form)
    const formKey = formKeyIn(form)
    const again = { typed, formKey }
    const parsed = parseAnyLetter(typed, await letterChoices(house))
    await dropPendingFiles(house, formKey, form.getAll('filesRemoved').map(String))
    const { kept, refused } = await acceptUploads(house, chosenFiles(form, 'files'), { by: 'asker', owner: formKey })
    const errors: FieldErrors = parsed.ok ? {} : parsed.errors
    if (parsed.ok && !mayBeWrittenDown(parsed.letter.sort))
      errors.sort = '举报和投诉工作人员不在柜台代写：请来访人自己在网站上写，或拨打 12388。'
    if (refused.length > 0) errors.files = refusedFiles(refused)
    if (!parsed.ok || Object.keys(errors).length > 0) return show(c, { ...again, errors })
    const { letter } = parsed
    try {
      const fileIds = kept.map(({ id }) => id)
      const spent = await once(house, textIn(form, 'formKey'), JSON.stringify([typed, fileIds]), async (tx) => {
        if (letter.phone) await countTry(house, toOnePhone, letter.phone)
        const from = { formKey, fileIds, through: { door: 'counter' as const }, firstAskedUnitId: unitOf(actor).unitId }
        const filed = await writeLetter({ ...house, db: tx }, actor, letter, from)
        return urls.deskLetter(filed.number)
      })
      const number = spent.location.slice(urls.deskLetter('').length)
      handReceipt(c, urls.deskLetterReceipt(), { number, code: codeOfForm(house, formKey) })
      if (spent.isRepeat) setFlash(c, spent.bodyChanged ? 'alreadyFiled' : 'alreadyDone')
      return c.redirect(urls.deskLetterReceipt(), 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      house.metrics.refusals.inc({ code: error.code })
      return show(c, { ...again, errors: { [error.field ?? 'body']: error.message } })
    }
  })

  .get(urls.deskLetterReceipt(), (c) => showReceipt(c, false))
  .get(urls.deskLetterReceiptPrint(), (c) => showReceipt(c, true))

/** Where the clerk sits: the role by which they receive people. */
function unitOf(actor: StaffActor): StaffActor['roles'][number] {
  const role = actor.roles.find(({ role }) => role === 'clerk' || role === 'dispatcher')
  if (!role) throw new Error('behind needClerk')
  return role
}

function needClerk(c: Context<Env>): StaffActor {
  const actor = deskActor(c)
  requireRole(actor, 'clerk', 'dispatcher')
  return actor
}

async function show(
  c: Context<Env>,
  { typed, formKey, errors = {} }: { typed: TypedLetter; formKey: string; errors?: FieldErrors },
): Promise<Response> {
  const house = c.get('house')
  const [choices, waiting] = await Promise.all([letterChoices(house), pendingFiles(house, formKey)])
  return page(
    c,
    '登记来访、来函',
    <CounterLetterPage
      typed={shownAgain(typed)}
      errors={errors}
      formKey={formKey}
      choices={choices}
      kept={keptUploads(waiting)}
      unitName={unitOf(needClerk(c)).unitName}
    />,
    { layout: 'desk', status: Object.keys(errors).length > 0 ? 422 : 200, breadcrumbs: crumbs },
  )
}

async function showReceipt(c: Context<Env>, print: boolean): Promise<Response> {
  needClerk(c)
  const inHand = receiptInHand(c)
  const receipt = inHand && (await receiptOf(c.get('house'), inHand))
  c.header('Cache-Control', 'no-store')
  const layout = print ? 'print' : 'desk'
  if (!receipt)
    return page(c, '回执已经不在这里了', <ReceiptGonePage />, { status: 410, layout: 'desk', breadcrumbs: crumbs })
  const body = print ? <ReceiptPage receipt={receipt} print /> : <CounterReceiptPage receipt={receipt} />
  return page(c, '登记回执', body, { layout, ...(!print && { breadcrumbs: crumbs }) })
}
