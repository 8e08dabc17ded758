import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Actor } from '#platform/actor.ts'
import type { House } from '#platform/house.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { postedForm } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { safeReturnPath } from '#platform/http/return-path.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { audit } from '../audit.ts'
import { provePassword } from '../password.ts'
import { sessionToken } from '../session.ts'
import { provenAt, renewToken, sessionCookieFor } from '../session-life.ts'
import { proveCitizenCode, sendCodeToOwner } from '../sign-in.ts'
import { factorsOf, hasSecondFactor } from './factors.ts'
import { proveSecondFactor } from './prove.ts'
import { type Asked, StepUpPage } from './step-up-page.tsx'

type Person = Extract<Actor, { kind: 'citizen' | 'staff' }>

/** How long a proof lasts for the sensitive acts*. */
const proofLasts = { minutes: 10 }

const fields = ['stepUpCode', 'stepUpPasskey', 'stepUpPassword', 'stepUpSend'] as const
type Shown = Record<(typeof fields)[number], string>

/**
 * Stands before a sensitive act: `.post(path, stepUp, handler)`. Whose last proof is older than ten minutes is asked for a second factor, or
 * for the password where there is none; the form goes along on the page that asks, so nothing typed is lost, and the act follows in the
 * same request as the proof. The session has a new token afterwards. Who is not signed in passes: the handler refuses them in its own words.
 */
export const stepUp = createMiddleware<Env>(async (c, next) => {
  const house = c.get('house')
  const actor = c.get('actor')
  const token = await sessionToken(c)
  if (!token || (actor.kind !== 'citizen' && actor.kind !== 'staff')) return next()
  const proven = await provenAt(house.db, token)
  if (proven && Temporal.Instant.compare(proven.add(proofLasts), house.clock.now()) > 0) return next()
  if (c.req.method === 'GET') return c.redirect(urls.stepUp(c.req.path + new URL(c.req.url).search), 303)
  const form = await postedForm(c)
  const shown = takeShown(form)
  const asked = await askedOf(house, actor)
  try {
    if (shown.stepUpSend && actor.kind === 'citizen') await sendCodeToOwner(house, actor.personId)
    if (!shown.stepUpCode && !shown.stepUpPasskey && !shown.stepUpPassword)
      return ask(c, asked, form, {}, Boolean(shown.stepUpSend))
    await prove(house, actor, asked, shown, c.req.raw.headers)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return ask(c, asked, form, { [error.field ?? 'stepUpCode']: error.message }, actor.kind === 'citizen')
  }
  const renewed = await renew(house, actor, token)
  if (!renewed) return c.redirect(urls.signIn(), 303)
  await next()
  c.res.headers.append('Set-Cookie', await sessionCookieFor(house, renewed, actor.kind))
})

/** What came for us is taken out of the form: the handler sees only what its own page had sent. */
function takeShown(form: FormData): Shown {
  const shown: Shown = { stepUpCode: '', stepUpPasskey: '', stepUpPassword: '', stepUpSend: '' }
  for (const name of fields) {
    const value = form.get(name)
    if (typeof value === 'string') shown[name] = value
    form.delete(name)
  }
  return shown
}

async function askedOf(house: House, actor: Person): Promise<Asked> {
  const factors = await factorsOf(house.db, actor.personId)
  if (actor.kind === 'citizen') return factors.passkeys > 0 ? 'phoneOrPasskey' : 'phone'
  return hasSecondFactor(factors) ? 'secondFactor' : 'password'
}

async function prove(house: House, actor: Person, asked: Asked, shown: Shown, headers: Headers): Promise<void> {
  if (asked === 'password') return provePassword(house, actor.personId, shown.stepUpPassword, 'stepUpPassword')
  if (actor.kind === 'citizen' && !shown.stepUpPasskey) return proveCitizenCode(house, actor.personId, shown.stepUpCode)
  try {
    await proveSecondFactor(house, actor.personId, { code: shown.stepUpCode, passkey: shown.stepUpPasskey, headers })
  } catch (error) {
    if (error instanceof Refusal && error.field === 'code')
      throw new Refusal(error.code, error.message, { field: 'stepUpCode' })
    throw error
  }
}

async function renew(house: House, actor: Person, token: string): Promise<string | null> {
  return house.db.transaction(async (tx) => {
    const at = house.clock.now()
    const renewed = await renewToken(tx, token, at)
    if (renewed) await audit(tx, { actor, act: 'stepUp', subjectType: 'person', subjectId: actor.personId, at })
    return renewed
  })
}

/** The form's own fields go along; files cannot, and no sensitive act has any. */
function ask(c: Context<Env>, asked: Asked, form: FormData, errors: FieldErrors, isSent: boolean): Response {
  const kept = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  const isDesk = c.get('actor').kind === 'staff'
  return page(
    c,
    '请再确认一次是您本人',
    <StepUpPage
      action={c.req.path + new URL(c.req.url).search}
      asked={asked}
      kept={kept}
      errors={errors}
      isSent={isSent}
    />,
    {
      status: Object.keys(errors).length > 0 ? 422 : c.req.method === 'GET' ? 200 : 403,
      layout: isDesk ? 'desk' : 'site',
    },
  )
}

/** For pages that are only read: one proves oneself here and goes back. */
export const stepUpRoutes = routes()
  .get(urls.stepUp(), async (c) => {
    const actor = c.get('actor')
    const back = safeReturnPath(c.req.query('return'), urls.account())
    if (actor.kind !== 'citizen' && actor.kind !== 'staff') return c.redirect(urls.signIn(back), 303)
    const form = new FormData()
    form.set('return', back)
    return ask(c, await askedOf(c.get('house'), actor), form, {}, false)
  })
  .post(urls.stepUp(), stepUp, async (c) => {
    const back = safeReturnPath((await postedForm(c)).get('return'), urls.account())
    return c.redirect(c.get('actor').kind === 'anyone' ? urls.signIn(back) : back, 303)
  })
