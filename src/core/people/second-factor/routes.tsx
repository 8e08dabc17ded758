import { eq } from 'drizzle-orm'
import type { Context } from 'hono'
import type { Actor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { forbidden, notFound, Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { withoutNul } from '../check.ts'
import { idOf } from '../desk-act.ts'
import { provePassword } from '../password.ts'
import { users } from '../tables.ts'
import { confirmEnrolment, endTotp, renewRecoveryCodes, startEnrolment } from './authenticator.ts'
import { AuthenticatorPage, EndAuthenticatorPage, RecoveryCodesPage } from './authenticator-page.tsx'
import { factorsOf, hasSecondFactor } from './factors.ts'
import { addPasskey, passkeysOf, registrationChallenge, removePasskey, renamePasskey } from './passkeys.ts'
import { PasskeysPage } from './passkeys-page.tsx'
import { stepUp } from './step-up.tsx'

/** All of it behind `stepUp`: whoever finds an open desk must not put their own key on somebody's account. */
export const secondFactorRoutes = routes()
  .get(urls.authenticator(), stepUp, (c) => authenticator(c, {}))
  .post(urls.authenticator(), stepUp, async (c) => {
    const actor = staffOf(c)
    const { code } = await text(c)
    return orAgain(
      async () => recoveryCodes(c, await confirmEnrolment(c.get('house'), actor, code ?? '')),
      (errors, status) => authenticator(c, errors, status),
    )
  })
  .get(urls.authenticatorEnd(), stepUp, (c) => endPage(c, staffOf(c), {}, 200))
  .post(urls.authenticatorEnd(), async (c) => {
    const house = c.get('house')
    const actor = staffOf(c)
    const { code, password } = await text(c)
    return orAgain(
      async () => {
        await provePassword(house, actor.personId, password ?? '', 'password')
        await endTotp(house, actor, code ?? '')
        return done(c, urls.account())
      },
      (errors, status) => endPage(c, actor, errors, status),
    )
  })
  .post(urls.recoveryCodes(), stepUp, async (c) => {
    const house = c.get('house')
    const actor = staffOf(c)
    if (!hasSecondFactor(await factorsOf(house.db, actor.personId))) return c.redirect(urls.account(), 303)
    return recoveryCodes(c, await renewRecoveryCodes(house, actor))
  })
  .get(urls.passkeys(), stepUp, (c) => passkeysPage(c, {}))
  .post(urls.newPasskeyChallenge(), async (c) => {
    const actor = personOf(c)
    const account = actor.kind === 'staff' ? await usernameOf(c, actor.personId) : actor.name
    const made = await registrationChallenge(c.get('house'), account, c.req.raw.headers)
    for (const cookie of made.cookies) c.header('Set-Cookie', cookie, { append: true })
    return c.json(made.options)
  })
  .post(urls.passkeys(), stepUp, async (c) => {
    const actor = personOf(c)
    const { passkey, passkeyLabel } = await text(c)
    return orAgain(
      async () => {
        const signed = { signed: passkey ?? '', label: passkeyLabel ?? '', headers: c.req.raw.headers }
        await addPasskey(c.get('house'), actor, signed)
        return done(c, urls.passkeys())
      },
      (errors, status) => passkeysPage(c, errors, status, passkeyLabel),
    )
  })
  .post(urls.passkeyAct(':id', 'name'), stepUp, async (c) => {
    const actor = personOf(c)
    const { passkeyLabel } = await text(c)
    return orAgain(
      async () => {
        await renamePasskey(c.get('house'), actor, { id: idOf(c), label: passkeyLabel ?? '' })
        return done(c, urls.passkeys())
      },
      (errors, status) => passkeysPage(c, errors, status, passkeyLabel),
    )
  })
  .post(urls.passkeyAct(':id', 'end'), stepUp, async (c) => {
    await removePasskey(c.get('house'), personOf(c), idOf(c))
    return done(c, urls.passkeys())
  })

type Person = Extract<Actor, { kind: 'citizen' | 'staff' }>

function personOf(c: Context<Env>): Person {
  const actor = c.get('actor')
  if (actor.kind !== 'citizen' && actor.kind !== 'staff') throw notFound()
  return actor
}

function staffOf(c: Context<Env>): Extract<Actor, { kind: 'staff' }> {
  const actor = personOf(c)
  if (actor.kind !== 'staff') throw forbidden('验证器只用于工作人员的账号。您用手机验证码登录就行。')
  return actor
}

async function usernameOf(c: Context<Env>, personId: string): Promise<string> {
  const { db } = c.get('house')
  const [user] = await db.select({ username: users.username }).from(users).where(eq(users.id, personId))
  return user?.username ?? ''
}

async function text(c: Context<Env>): Promise<Partial<Record<string, string>>> {
  return Object.fromEntries(
    Object.entries(await postedFields(c)).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, withoutNul(value)]] : [],
    ),
  )
}

function done(c: Context<Env>, to: string): Response {
  setFlash(c, 'done')
  return c.redirect(to, 303)
}

type Status = 200 | 409 | 422 | 429

async function orAgain(
  work: () => Promise<Response>,
  again: (errors: FieldErrors, status: Status) => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404) throw error
    return again({ [error.field ?? 'code']: error.message }, error.status === 429 ? 429 : 422)
  }
}

const layoutOf = (actor: Person) => (actor.kind === 'staff' ? ('desk' as const) : ('site' as const))

const crumbs = (href: string, label: string) => [
  { href: urls.account(), label: '我的账号' },
  { href, label },
]

async function authenticator(c: Context<Env>, errors: FieldErrors, status: Status = 200): Promise<Response> {
  if (c.get('actor').kind === 'anyone') return c.redirect(urls.signIn(urls.authenticator()), 303)
  const actor = staffOf(c)
  const enrolment = await startEnrolment(c.get('house'), actor, await usernameOf(c, actor.personId))
  return page(c, '启用验证器', <AuthenticatorPage enrolment={enrolment} errors={errors} />, {
    status,
    layout: 'desk',
    breadcrumbs: crumbs(urls.authenticator(), '启用验证器'),
  })
}

function endPage(c: Context<Env>, actor: Person, errors: FieldErrors, status: Status): Response {
  return page(c, '停用验证器', <EndAuthenticatorPage errors={errors} />, {
    status,
    layout: layoutOf(actor),
    breadcrumbs: crumbs(urls.authenticatorEnd(), '停用验证器'),
  })
}

/** Shown on the answer to the post only: no address leads to them again. */
const recoveryCodes = (c: Context<Env>, codes: string[]): Response =>
  page(c, '恢复码', <RecoveryCodesPage codes={codes} />, {
    layout: 'desk',
    breadcrumbs: crumbs(urls.recoveryCodes(), '恢复码'),
  })

async function passkeysPage(
  c: Context<Env>,
  errors: FieldErrors,
  status: Status = 200,
  label?: string,
): Promise<Response> {
  if (c.get('actor').kind === 'anyone') return c.redirect(urls.signIn(urls.passkeys()), 303)
  const house = c.get('house')
  const actor = personOf(c)
  const found = await passkeysOf(house, actor.personId)
  return page(
    c,
    '通行密钥',
    <PasskeysPage passkeys={found} timeZone={house.config.timeZone} errors={errors} label={label} />,
    { status, layout: layoutOf(actor), breadcrumbs: crumbs(urls.passkeys(), '通行密钥') },
  )
}
