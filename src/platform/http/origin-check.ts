import { createMiddleware } from 'hono/factory'
import { Refusal } from '../refusal.ts'
import type { Env } from './env.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses a write that another site's page sent: `Sec-Fetch-Site` where the browser has it, else `Origin` against `Host`.
 * A request with neither comes from no browser (API clients) and carries no cookie of ours worth stealing.
 */
export const originCheck = createMiddleware<Env>((c, next) => {
  if (!safe.has(c.req.method) && !isSameOrigin(c.req.header('Sec-Fetch-Site'), c.req.header('Origin'), c)) {
    throw new Refusal('foreign-origin', '这个请求不是从本网站的页面发出的，已拒绝。请回到本网站重新填写提交。', {
      status: 403,
    })
  }
  return next()
})

function isSameOrigin(
  site: string | undefined,
  origin: string | undefined,
  c: { req: { header(name: string): string | undefined; url: string }; get(key: 'house'): Env['Variables']['house'] },
): boolean {
  if (site) return site === 'same-origin' || site === 'none'
  if (!origin) return !c.req.header('Cookie')
  const { publicUrl } = c.get('house').config
  if (publicUrl && origin === new URL(publicUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === (c.req.header('Host') ?? new URL(c.req.url).host)
}
