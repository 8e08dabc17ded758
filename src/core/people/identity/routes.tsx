import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Env, routes } from '#platform/http/env.ts'
import { safeReturnPath } from '#platform/http/return-path.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { arrivalOf, enter } from '../sign-in-routes.tsx'
import { finishFlow, flowCookie, flowIn, startFlow } from './flow.ts'
import { IdentityProblem } from './problems.ts'
import { signInCitizenBy, signInStaffBy } from './sign-in-province.ts'

type As = 'citizen' | 'staff'

/** Starts by a link, not a form: `form-action 'self'` would stop the redirect that follows. */
export const identityRoutes = routes()
  .get(urls.signInProvince(), async (c) => {
    const house = c.get('house')
    const config = configured(c)
    const as: As = c.req.query('as') === 'staff' ? 'staff' : 'citizen'
    const returnTo = safeReturnPath(c.req.query('return'), '')
    return orSignIn(c, { as, returnTo }, async () => {
      const started = await startFlow(house, config, { redirectUri: returnAddress(c), returnTo, as })
      const { name, ...rest } = flowCookie
      setCookie(c, name, started.cookie, { ...rest, httpOnly: true, sameSite: 'Lax', secure: isSecure(c) })
      return c.redirect(started.address, 303)
    })
  })
  .get(urls.signInProvinceReturn(), async (c) => {
    const house = c.get('house')
    const config = configured(c)
    const flow = flowIn(house, getCookie(c, flowCookie.name))
    // One answer a flow: whatever comes next needs a new one.
    deleteCookie(c, flowCookie.name, { path: flowCookie.path, secure: isSecure(c) })
    c.header('Cache-Control', 'no-store')
    const as = flow?.as ?? 'citizen'
    return orSignIn(c, { as, returnTo: flow?.returnTo ?? '' }, async () => {
      const came = { query: c.req.query(), redirectUri: returnAddress(c) }
      const claims = await finishFlow(house, config, flow, came)
      const signIn = as === 'staff' ? signInStaffBy : signInCitizenBy
      const signedIn = await signIn(house, config, claims, await arrivalOf(c))
      return enter(c, signedIn, flow?.returnTo || (as === 'staff' ? urls.desk() : urls.myMatters()))
    })
  })

function configured(c: Context<Env>) {
  const { oidc } = c.get('house').config
  if (!oidc) throw notFound()
  return oidc
}

const isSecure = (c: Context<Env>): boolean => c.get('house').config.publicUrl?.startsWith('https://') ?? false

/** Registered at the provider; without `PUBLIC_URL`, as on one's own machine, the address that was asked. */
const returnAddress = (c: Context<Env>): string =>
  (c.get('house').config.publicUrl ?? new URL(c.req.url).origin) + urls.signInProvinceReturn()

/** To the sign-in page with the reason and every other way in. */
async function orSignIn(
  c: Context<Env>,
  { as, returnTo }: { as: As; returnTo: string },
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof IdentityProblem)) throw error
    c.get('house').metrics.refusals.inc({ code: error.code })
    return c.redirect(urls.signIn(returnTo, as, error.problem), 303)
  }
}
