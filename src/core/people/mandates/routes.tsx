import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import type { Transaction } from '#platform/database.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { once } from '#platform/http/form-key.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { newId } from '#platform/id.ts'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { idOf, parsed, type Typed, textOf, Unfit } from '../desk-act.ts'
import { stepUp } from '../second-factor/step-up.tsx'
import { sessionToken } from '../session.ts'
import { sessions } from '../tables.ts'
import { askFamily, familyForm, takeConsent } from './ask-family.ts'
import { askEnterprise, enterpriseForm } from './enterprises.ts'
import { EnterprisesPage } from './enterprises-page.tsx'
import { acceptMandate, type Citizen, endMandate, giveMandate, mandateForm } from './give-mandate.ts'
import { mandateInForce } from './in-force.ts'
import { enterprisesOf, mandatesOf, today } from './mandates.ts'
import { MandatesPage } from './mandates-page.tsx'
import { AskFamilyPage, GiveMandatePage } from './new-mandate-page.tsx'

/** Giving and asking stand behind `stepUp`: a phone left on a table must not make somebody else an agent. */
export const mandateRoutes = routes()
  .get(urls.mandates(), (c) => mandatesPage(c))
  .post(urls.mandates(), stepUp, (c) =>
    act(
      c,
      async (tx, citizen, typed) => {
        const house = c.get('house')
        if (typed.form === 'family') await askFamily(house, tx, citizen, parsed(familyForm, typed))
        else await giveMandate(house, tx, citizen, parsed(mandateForm, typed))
        return urls.mandates()
      },
      (errors, typed) => newMandatePage(c, typed.form, { errors, typed }),
    ),
  )
  .get(urls.newMandate(), (c) => newMandatePage(c, c.req.query('kind')))
  .post(urls.mandateAct(':id', 'code'), async (c) => {
    const citizen = citizenOf(c)
    const typed = textOf(await postedFields(c))
    try {
      await takeConsent(c.get('house'), citizen, idOf(c), typed.code ?? '')
    } catch (error) {
      if (!(error instanceof Refusal) || !error.field) throw error
      return mandatesPage(c, { [`code-${idOf(c)}`]: error.message })
    }
    setFlash(c, 'done')
    return c.redirect(urls.mandates(), 303)
  })
  .post(urls.mandateAct(':id', 'acceptance'), (c) =>
    act(c, async (tx, citizen) => {
      await acceptMandate(c.get('house'), tx, citizen, idOf(c))
      return urls.mandates()
    }),
  )
  .post(urls.mandateAct(':id', 'end'), (c) =>
    act(c, async (tx, citizen) => {
      await endMandate(c.get('house'), tx, citizen, idOf(c))
      return urls.mandates()
    }),
  )
  .get(urls.enterprises(), (c) => enterprisesPage(c))
  .post(urls.enterprises(), stepUp, (c) =>
    act(
      c,
      async (tx, citizen, typed) => {
        await askEnterprise(c.get('house'), tx, citizen, parsed(enterpriseForm(today(c.get('house'))), typed))
        return urls.enterprises()
      },
      (errors, typed) => enterprisesPage(c, { errors, typed }),
    ),
  )
  /** Kept with the session, so that one device may act for the company and another for oneself. */
  .post(urls.acting(), async (c) => {
    const house = c.get('house')
    const citizen = citizenOf(c)
    const { mandate = '' } = textOf(await postedFields(c))
    const token = await sessionToken(c)
    const chosen = mandate && (await mandateInForce(house, mandate, citizen.personId).catch(() => null))
    if (!token || (mandate && !chosen)) throw notFound('授权')
    await house.db
      .update(sessions)
      .set({ mandateId: chosen ? chosen.mandateId : null })
      .where(eq(sessions.token, token))
    setFlash(c, 'done')
    return c.redirect(urls.mandates(), 303)
  })

type Again = { errors: FieldErrors; typed: Typed }

function citizenOf(c: Context<Env>): Citizen {
  const actor = c.get('actor')
  if (actor.kind === 'citizen') return actor
  if (actor.kind !== 'staff') throw notFound()
  throw forbidden('代办授权由个人用手机号码登录后办理，工作人员账号不能授权或代办。')
}

async function act(
  c: Context<Env>,
  work: (tx: Transaction, citizen: Citizen, typed: Typed) => Promise<string>,
  again?: (errors: FieldErrors, typed: Typed) => Promise<Response>,
): Promise<Response> {
  const citizen = citizenOf(c)
  const typed = textOf(await postedFields(c))
  try {
    const { formKey, ...rest } = typed
    const body = JSON.stringify([c.req.path, rest])
    const spent = await once(c.get('house'), formKey, body, (tx) => work(tx, citizen, typed))
    setFlash(c, spent.isRepeat ? 'alreadyDone' : 'done')
    return c.redirect(spent.location, 303)
  } catch (error) {
    if (!(error instanceof Refusal) || !again || error.status === 404) throw error
    return again(error instanceof Unfit ? error.errors : { [error.field ?? 'phone']: error.message }, typed)
  }
}

async function mandatesPage(c: Context<Env>, errors?: FieldErrors): Promise<Response> {
  const actor = c.get('actor')
  if (actor.kind === 'anyone') return c.redirect(urls.signIn(urls.mandates()), 303)
  const citizen = citizenOf(c)
  const house = c.get('house')
  return page(
    c,
    '代办授权',
    <MandatesPage
      mandates={await mandatesOf(house, citizen.personId)}
      acting={citizen.acting}
      formKey={newId}
      errors={errors ?? {}}
    />,
    { status: errors ? 422 : 200, breadcrumbs: crumbs(urls.mandates(), '代办授权') },
  )
}

async function newMandatePage(c: Context<Env>, kind: string | undefined, again?: Again): Promise<Response> {
  if (c.get('actor').kind === 'anyone') return c.redirect(urls.signIn(urls.newMandate()), 303)
  const citizen = citizenOf(c)
  const house = c.get('house')
  const own = await enterprisesOf(house, citizen.personId)
  const filled = {
    typed: again?.typed ?? {},
    errors: again?.errors ?? {},
    formKey: newId(),
    today: today(house),
  }
  return page(
    c,
    '新的授权',
    kind === 'family' ? (
      <AskFamilyPage {...filled} />
    ) : (
      <GiveMandatePage {...filled} enterprises={own.filter(({ confirmedAt }) => confirmedAt !== null)} />
    ),
    { status: again ? 422 : 200, breadcrumbs: crumbs(urls.mandates(), '代办授权') },
  )
}

async function enterprisesPage(c: Context<Env>, again?: Again): Promise<Response> {
  if (c.get('actor').kind === 'anyone') return c.redirect(urls.signIn(urls.enterprises()), 303)
  const citizen = citizenOf(c)
  return page(
    c,
    '我的企业',
    <EnterprisesPage
      enterprises={await enterprisesOf(c.get('house'), citizen.personId)}
      formKey={newId()}
      errors={again?.errors ?? {}}
      typed={again?.typed ?? {}}
    />,
    { status: again ? 422 : 200, breadcrumbs: crumbs(urls.enterprises(), '我的企业') },
  )
}

const crumbs = (href: string, label: string) => [
  { href: urls.account(), label: '我的账号' },
  { href, label },
]
