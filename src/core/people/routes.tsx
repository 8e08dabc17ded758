import { and, desc, eq, gt, isNotNull } from 'drizzle-orm'
import type { Context } from 'hono'
import { deleteCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Actor } from '#platform/actor.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { safeReturnPath } from '#platform/http/return-path.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { AccountPage, type OpenSession } from './account-page.tsx'
import { audit } from './audit.ts'
import { withoutNul } from './check.ts'
import { changePassword } from './password.ts'
import { endAllSessions, sessionCookie, sessionLimits, sessionToken } from './session.ts'
import { type SignedIn, sendCode, signInCitizen, signInStaff, signOut } from './sign-in.ts'
import { CitizenSignInPage, CodePage, StaffSignInPage } from './sign-in-page.tsx'
import { persons, sessions, users } from './tables.ts'

const typed = z.string().max(200).catch('').transform(withoutNul)

const signInForm = z.object({
  as: z.enum(['citizen', 'staff']).catch('citizen'),
  return: typed,
  phone: typed,
  code: typed,
  username: typed,
  password: typed,
})

export const siteRoutes = routes()
  .get(urls.signIn(), (c) => {
    const as = c.req.query('as')
    const props = { returnTo: safeReturnPath(c.req.query('return'), ''), demo: c.get('house').config.demo }
    const isStaff = as === 'staff' || (!as && props.returnTo.startsWith(urls.desk()))
    return page(c, '登录', isStaff ? <StaffSignInPage {...props} /> : <CitizenSignInPage {...props} />)
  })
  .get(urls.signInCode(), (c) => c.redirect(urls.signIn(), 303))
  /** The code's page answers the post itself: a phone number never stands in an address. */
  .post(urls.signInCode(), async (c) => {
    const form = signInForm.parse(await postedFields(c))
    const house = c.get('house')
    const props = { returnTo: safeReturnPath(form.return, ''), demo: house.config.demo }
    c.header('Cache-Control', 'no-store')
    return refusedOr(
      async () => {
        const phone = await sendCode(house, { phone: form.phone, address: c.get('address') })
        return page(c, '填验证码', <CodePage {...props} phone={phone} />)
      },
      (errors, status) =>
        page(c, '登录', <CitizenSignInPage {...props} phone={form.phone} errors={errors} />, { status }),
      'phone',
    )
  })
  .post(urls.signIn(), async (c) => {
    const form = signInForm.parse(await postedFields(c))
    const house = c.get('house')
    const props = { returnTo: safeReturnPath(form.return, ''), demo: house.config.demo }
    const request = { ...form, address: c.get('address'), oldToken: await sessionToken(c) }
    c.header('Cache-Control', 'no-store')
    return form.as === 'staff'
      ? refusedOr(
          async () => enter(c, await signInStaff(house, request), props.returnTo || urls.desk()),
          (errors, status) =>
            page(c, '登录', <StaffSignInPage {...props} username={form.username} errors={errors} />, { status }),
          'username',
        )
      : refusedOr(
          async () => enter(c, await signInCitizen(house, request), props.returnTo || urls.myMatters()),
          (errors, status) =>
            page(c, '填验证码', <CodePage {...props} phone={form.phone} errors={errors} />, { status }),
          'code',
        )
  })
  .post(urls.signOut(), async (c) => {
    const token = await sessionToken(c)
    if (token) await signOut(c.get('house'), c.get('actor'), token)
    return leave(c)
  })
  .get(urls.account(), (c) => accountPage(c))
  .post(urls.accountSignOutEverywhere(), async (c) => {
    const house = c.get('house')
    const actor = c.get('actor')
    if (!isPerson(actor)) return leave(c)
    await house.db.transaction(async (tx) => {
      const ended = await endAllSessions(tx, actor.personId)
      await audit(tx, {
        actor,
        act: 'signOutEverywhere',
        subjectType: 'person',
        subjectId: actor.personId,
        at: house.clock.now(),
        details: { ended },
      })
    })
    return leave(c)
  })
  .post(urls.accountPassword(), async (c) => {
    const house = c.get('house')
    const actor = c.get('actor')
    if (actor.kind !== 'staff') return leave(c)
    const form = z.object({ current: typed, password: typed, repeated: typed }).parse(await postedFields(c))
    const [user] = await house.db.select({ username: users.username }).from(users).where(eq(users.id, actor.personId))
    return refusedOr(
      async () => {
        await changePassword(house, actor, { ...form, username: user?.username ?? '' })
        return leave(c, urls.signIn('', 'staff'))
      },
      (errors, status) => accountPage(c, errors, status),
      'current',
    )
  })

const isPerson = (actor: Actor): actor is Exclude<Actor, { kind: 'anyone' | 'system' }> =>
  actor.kind === 'citizen' || actor.kind === 'staff'

async function accountPage(c: Context<Env>, errors?: FieldErrors, status?: 422 | 429): Promise<Response> {
  const house = c.get('house')
  const actor = c.get('actor')
  if (!isPerson(actor)) return c.redirect(urls.signIn(urls.account()), 303)
  const token = await sessionToken(c)
  const open = await house.db
    .select({ session: sessions, mustChangePassword: persons.mustChangePassword })
    .from(sessions)
    .innerJoin(persons, eq(persons.id, sessions.userId))
    .where(and(eq(sessions.userId, actor.personId), gt(sessions.endsAt, house.clock.now()), isNotNull(sessions.seenAt)))
    .orderBy(desc(sessions.seenAt))
  const shown = open.flatMap(({ session }): OpenSession[] => {
    if (!session.seenAt || !session.endsAt) return []
    const startedAt = session.endsAt.subtract(sessionLimits[actor.kind].absolute)
    return [{ id: session.id, startedAt, seenAt: session.seenAt, isThis: session.token === token }]
  })
  return page(
    c,
    '我的账号',
    <AccountPage
      actor={actor}
      sessions={shown}
      timeZone={house.config.timeZone}
      mustChangePassword={open[0]?.mustChangePassword ?? false}
      errors={errors}
    />,
    { status: status ?? 200, layout: actor.kind === 'staff' ? 'desk' : 'site' },
  )
}

function enter(c: Context<Env>, { cookies }: SignedIn, to: string): Response {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
  return c.redirect(to, 303)
}

/** Takes the cookies back and tells it on the page that follows. */
async function leave(c: Context<Env>, to: string = urls.home()): Promise<Response> {
  const { name } = await sessionCookie(c.get('house'))
  const secure = name.startsWith('__Secure-')
  for (const cookie of [name, name.replace('session_token', 'dont_remember')])
    deleteCookie(c, cookie, { path: '/', secure })
  setFlash(c, 'signedOut')
  return c.redirect(to, 303)
}

/** Does the work, or shows the form again with the refusal at its field; `field` is where one without a field goes. */
async function refusedOr(
  work: () => Promise<Response>,
  again: (errors: FieldErrors, status: 422 | 429) => Response | Promise<Response>,
  field: string,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return again({ [error.field ?? field]: error.message }, error.status === 429 ? 429 : 422)
  }
}
