import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { type Env, routes } from '#platform/http/env.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { safeReturnPath } from '#platform/http/return-path.ts'
import { Refusal } from '#platform/refusal.ts'
import type { FieldErrors } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Arrival, SignedIn } from './begin.ts'
import { withoutNul } from './check.ts'
import { deviceInWords } from './device.ts'
import { problemSentence } from './identity/problems.ts'
import { deviceCookie } from './known-device.ts'
import { factorsOf } from './second-factor/factors.ts'
import { signInChallenge } from './second-factor/passkeys.ts'
import { SecondStepPage } from './second-step-page.tsx'
import { leave, sessionToken } from './session.ts'
import { heldPerson } from './session-life.ts'
import { sendCode, signInCitizen, signOut } from './sign-in.ts'
import { CitizenSignInPage, CodePage, StaffSignInPage } from './sign-in-page.tsx'
import { signInStaff, signInWithPasskey, takeSecondStep } from './sign-in-staff.ts'

const typed = z.string().max(200).catch('').transform(withoutNul)

const signInForm = z.object({
  as: z.enum(['citizen', 'staff']).catch('citizen'),
  return: typed,
  phone: typed,
  code: typed,
  username: typed,
  password: typed,
  passkey: z.string().max(20_000).catch(''),
})

export const signInRoutes = routes()
  .get(urls.signIn(), (c) => {
    const as = c.req.query('as')
    const props = common(c, c.req.query('return'))
    const isStaff = as === 'staff' || (!as && props.returnTo.startsWith(urls.desk()))
    const sentence = problemSentence(c.req.query('problem'), props.province ?? '')
    const errors: FieldErrors = sentence ? { province: sentence } : {}
    const Page = isStaff ? StaffSignInPage : CitizenSignInPage
    return page(c, '登录', <Page {...props} errors={errors} />, { status: sentence ? 422 : 200 })
  })
  .get(urls.signInCode(), (c) => c.redirect(urls.signIn(), 303))
  /** The code's page answers the post itself: a phone number never stands in an address. */
  .post(urls.signInCode(), async (c) => {
    const form = signInForm.parse(await postedFields(c))
    const props = common(c, form.return)
    return refusedOr(
      async () => {
        const phone = await sendCode(c.get('house'), { phone: form.phone, ...(await arrivalOf(c)) })
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
    const props = common(c, form.return)
    const request = { ...form, ...(await arrivalOf(c)) }
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
  .get(urls.signInSecond(), (c) => secondStep(c, c.req.query('return')))
  .post(urls.signInSecond(), async (c) => {
    const form = signInForm.parse(await postedFields(c))
    const heldToken = await sessionToken(c)
    if (!heldToken) return c.redirect(urls.signIn(form.return, 'staff'), 303)
    const proof = { code: form.code, passkey: form.passkey, headers: c.req.raw.headers }
    return refusedOr(
      async () =>
        enter(
          c,
          await takeSecondStep(c.get('house'), { ...(await arrivalOf(c)), heldToken, proof }),
          safeReturnPath(form.return, urls.desk()),
        ),
      (errors, status) => secondStep(c, form.return, errors, status),
      'code',
    )
  })
  /** What the browser is to sign; its cookie lives five minutes and is read by the answer only. */
  .post(urls.passkeyChallenge(), async (c) => {
    const { options, cookies } = await signInChallenge(c.get('house'), c.req.raw.headers)
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    return c.json(options)
  })
  .post(urls.signInPasskey(), async (c) => {
    const form = signInForm.parse(await postedFields(c))
    const props = common(c, form.return)
    return refusedOr(
      async () => {
        const request = { ...(await arrivalOf(c)), signed: form.passkey, headers: c.req.raw.headers }
        const entered = await signInWithPasskey(c.get('house'), request)
        return enter(c, entered, props.returnTo || (entered.kind === 'staff' ? urls.desk() : urls.myMatters()))
      },
      (errors, status) =>
        page(
          c,
          '登录',
          form.as === 'staff' ? (
            <StaffSignInPage {...props} errors={errors} />
          ) : (
            <CitizenSignInPage {...props} errors={errors} />
          ),
          { status },
        ),
      'passkey',
    )
  })
  .post(urls.signOut(), async (c) => {
    const token = await sessionToken(c)
    if (token) await signOut(c.get('house'), c.get('actor'), token)
    return leave(c)
  })

const common = (c: Context<Env>, returnTo: string | undefined) => {
  const { demo, oidc } = c.get('house').config
  return { returnTo: safeReturnPath(returnTo, ''), demo, province: oidc?.name }
}

/** What every way of signing in is told about the browser. */
export const arrivalOf = async (c: Context<Env>): Promise<Arrival> => ({
  address: c.get('address'),
  oldToken: await sessionToken(c),
  device: deviceInWords(c.req.header('User-Agent')),
  mark: getCookie(c, deviceCookie.name),
})

async function secondStep(
  c: Context<Env>,
  returnTo: string | undefined,
  errors: FieldErrors = {},
  status: 200 | 422 | 429 = 200,
): Promise<Response> {
  const house = c.get('house')
  const token = await sessionToken(c)
  const personId = token && (await heldPerson(house.db, token, house.clock.now()))
  if (!personId) return c.redirect(urls.signIn(safeReturnPath(returnTo, ''), 'staff'), 303)
  c.header('Cache-Control', 'no-store')
  const { hasTotp, passkeys } = await factorsOf(house.db, personId)
  return page(
    c,
    '登录第二步',
    <SecondStepPage
      returnTo={safeReturnPath(returnTo, '')}
      hasTotp={hasTotp}
      hasPasskey={passkeys > 0}
      errors={errors}
    />,
    { status },
  )
}

/** Sets the cookies and goes on: to the page that was asked for, or to the second step. */
export function enter(c: Context<Env>, { cookies, mark, needsSecondStep }: SignedIn, to: string): Response {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
  if (mark) {
    const secure = c.get('house').config.publicUrl?.startsWith('https://') ?? false
    const { name, ...rest } = deviceCookie
    setCookie(c, name, mark, { ...rest, httpOnly: true, sameSite: 'Lax', secure })
  }
  return c.redirect(needsSecondStep ? urls.signInSecond(to) : to, 303)
}

/** Does the work, or shows the form again with the refusal at its field; `field` is where one without a field goes. */
export async function refusedOr(
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
