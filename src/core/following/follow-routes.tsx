import type { Context } from 'hono'
import type { MatterRow } from '#core/matters/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { postedForm } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { closeFollowed, openFollowed } from './follow-cookie.ts'
import { FollowFormPage } from './follow-form-page.tsx'
import { readNumberAndCode } from './number-and-code.tsx'
import { openByCode, wrongCode } from './open-by-code.ts'

/** The door for whoever follows a matter by number and code, whatever its kind; the room of the kind shows it at `/follow/{number}`. */
export const followRoutes = routes()
  .use('/follow/*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  .get(urls.follow(), (c) => showForm(c, c.req.query('number')?.slice(0, 40) ?? ''))

  .post(urls.follow(), async (c) => {
    const house = c.get('house')
    const sent = readNumberAndCode(await postedForm(c), '查询码是 6 位数字，在短信、回执或首问卡上。')
    if (!sent.ok) return showForm(c, sent.typed, sent.errors, 422)
    const { typed, number, code } = sent
    let found: MatterRow | null
    try {
      found = await openByCode(house, { number, code, address: c.get('address') })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      house.metrics.refusals.inc({ code: error.code })
      return showForm(c, typed, {}, 429, error.message)
    }
    if (!found) return showForm(c, typed, {}, 422, wrongCode)
    openFollowed(c, found.id)
    return c.redirect(urls.followMatter(number), 303)
  })

  .post(urls.followClosure(), (c) => {
    closeFollowed(c)
    return c.redirect(urls.home(), 303)
  })

function showForm(
  c: Context<Env>,
  number: string,
  errors: Record<string, string> = {},
  status?: 422 | 429,
  refusal?: string,
): Response | Promise<Response> {
  c.header('Cache-Control', 'no-store')
  return page(c, '查进度', <FollowFormPage number={number} errors={errors} refusal={refusal} />, {
    status,
    breadcrumbs: followBreadcrumbs,
  })
}

export const followBreadcrumbs = [
  { href: urls.home(), label: '首页' },
  { href: urls.follow(), label: '查进度' },
]
