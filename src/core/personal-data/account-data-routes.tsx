import type { Context } from 'hono'
import { registrationsOf } from '#core/gatherings/index.ts'
import { heldAddresses } from '#core/notices/index.ts'
import {
  audit,
  changePhone,
  correctName,
  countPhoneChange,
  heldOfPerson,
  sendPhoneChangeCode,
  stepUp,
} from '#core/people/index.ts'
import type { Actor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedForm } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import { type FieldErrors, formatDateTime } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { AccountDataPage, type DataTyped } from './account-data-page.tsx'
import { closeAccount, closingOf } from './close-account.ts'
import { ClosurePage } from './closure-page.tsx'
import { copiedPerson } from './copy.ts'
import { CopyPage } from './copy-page.tsx'
import { countMatters } from './held-matters.ts'
import { readingsOfThings } from './readings.ts'

type Person = Extract<Actor, { kind: 'citizen' | 'staff' }>
type Citizen = Extract<Actor, { kind: 'citizen' }>

const breadcrumbs = [
  { href: urls.account(), label: '我的账号' },
  { href: urls.accountData(), label: '我的个人信息' },
]
const closureBreadcrumbs = [...breadcrumbs, { href: urls.accountDataAct('closure'), label: '注销账号' }]

export const accountDataRoutes = routes()
  .get(urls.accountData(), (c) => showData(c))
  .get(urls.accountDataCopy('json'), stepUp, async (c) => {
    const person = personOf(c.get('actor'))
    if (!person) return toSignIn(c)
    const copied = await copyOf(c, person)
    return c.body(`${JSON.stringify(copied, null, 2)}\n`, 200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="my-data.json"',
    })
  })
  .get(urls.accountDataCopy('html'), stepUp, async (c) => {
    const person = personOf(c.get('actor'))
    if (!person) return toSignIn(c)
    const { config, clock } = c.get('house')
    const madeAt = formatDateTime(clock.now(), config.timeZone)
    const copied = await copyOf(c, person)
    return page(c, '我的个人信息', <CopyPage title="我的个人信息" copied={copied} madeAt={madeAt} />, {
      layout: 'print',
    })
  })
  .post(urls.accountDataAct('name'), async (c) => {
    const actor = needCitizen(c)
    const form = await postedForm(c)
    const name = textIn(form, 'name')
    return refusedOr(c, { name }, () =>
      c.get('house').db.transaction((tx) => correctName(c.get('house'), tx, actor, name)),
    )
  })
  .post(urls.accountDataAct('phone-code'), stepUp, async (c) => {
    const actor = needCitizen(c)
    const phone = textIn(await postedForm(c), 'phone')
    try {
      return await showData(c, { phone: await sendPhoneChangeCode(c.get('house'), actor, phone), isSent: true })
    } catch (error) {
      return shownRefusal(c, { phone }, error)
    }
  })
  .post(urls.accountDataAct('phone'), stepUp, async (c) => {
    const actor = needCitizen(c)
    const form = await postedForm(c)
    const given = { phone: textIn(form, 'phone'), code: textIn(form, 'code') }
    return refusedOr(c, { phone: given.phone, isSent: true }, async () => {
      const house = c.get('house')
      await countPhoneChange(house, actor)
      await house.db.transaction((tx) => changePhone(house, tx, actor, given))
    })
  })
  .get(urls.accountDataAct('closure'), async (c) => {
    const actor = c.get('actor')
    if (!personOf(actor)) return toSignIn(c)
    const citizen = needCitizen(c)
    return page(c, '注销账号', <ClosurePage closing={await closingOf(c.get('house'), citizen.personId)} />, {
      breadcrumbs: closureBreadcrumbs,
    })
  })
  .post(urls.accountDataAct('closure'), stepUp, async (c) => {
    const actor = needCitizen(c)
    const form = await postedForm(c)
    const house = c.get('house')
    if (textIn(form, 'understood') !== 'yes') {
      const closing = await closingOf(house, actor.personId)
      const error = '请先勾选，表示已经看过会怎么样。'
      return page(c, '注销账号', <ClosurePage closing={closing} error={error} />, {
        breadcrumbs: closureBreadcrumbs,
        status: 422,
      })
    }
    await once(house, textIn(form, 'formKey'), 'closure', async (tx) => {
      await closeAccount(house, tx, actor)
      return urls.home()
    })
    setFlash(c, 'done')
    return c.redirect(urls.home(), 303)
  })

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value.replaceAll('\0', '').slice(0, 200) : ''
}

const personOf = (actor: Actor): Person | null => (actor.kind === 'citizen' || actor.kind === 'staff' ? actor : null)

const toSignIn = (c: Context<Env>): Response => c.redirect(urls.signIn(urls.accountData()), 303)

function needCitizen(c: Context<Env>): Citizen {
  const actor = c.get('actor')
  if (actor.kind === 'citizen') return actor
  if (actor.kind !== 'staff') throw notFound()
  throw forbidden(
    '工作账号由单位管理：姓名、手机号码请安全管理员更正，离职时由安全管理员停用。办理记录是履行法定职责所必需的，不能删除（个人信息保护法 第13条第一款第三项、第47条第二款）。',
  )
}

/** Letters are read in the clear, so that it was taken away stands in the audit. */
async function copyOf(c: Context<Env>, actor: Person) {
  const house = c.get('house')
  const at = house.clock.now()
  await audit(house.db, { actor, act: 'copyData', subjectType: 'person', subjectId: actor.personId, at })
  return copiedPerson(house, actor.personId)
}

async function refusedOr(c: Context<Env>, typed: DataTyped, work: () => Promise<void>): Promise<Response> {
  try {
    await work()
  } catch (error) {
    return shownRefusal(c, typed, error)
  }
  setFlash(c, 'saved')
  return c.redirect(urls.accountData(), 303)
}

function shownRefusal(c: Context<Env>, typed: DataTyped, error: unknown): Promise<Response> | Response {
  if (!(error instanceof Refusal) || ![422, 429].includes(error.status)) throw error
  c.get('house').metrics.refusals.inc({ code: error.code })
  return showData(c, typed, { [error.field ?? 'phone']: error.message }, error.status === 429 ? 429 : 422)
}

async function showData(
  c: Context<Env>,
  typed: DataTyped = {},
  errors: FieldErrors = {},
  status: 200 | 422 | 429 = 200,
): Promise<Response> {
  const house = c.get('house')
  const person = personOf(c.get('actor'))
  if (!person) return toSignIn(c)
  const [held, addresses, letters, registrations] = await Promise.all([
    heldOfPerson(house, person.personId),
    heldAddresses(house, person.personId),
    countMatters(house, person.personId),
    registrationsOf(house.db, person.personId),
  ])
  if (!held) throw notFound('账号')
  const readings = await readingsOfThings(house.db, [...letters.ids, person.personId])
  return page(
    c,
    '我的个人信息',
    <AccountDataPage
      kind={person.kind}
      held={held}
      addresses={addresses.length}
      letters={letters}
      registrations={registrations.length}
      readings={readings}
      timeZone={house.config.timeZone}
      typed={typed}
      errors={errors}
    />,
    { status, breadcrumbs, layout: person.kind === 'staff' ? 'desk' : 'site' },
  )
}
