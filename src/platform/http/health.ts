import { timingSafeEqual } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { isLeaving } from '../readiness.ts'
import { notFound } from '../refusal.ts'
import { type Env, type Routes, routes } from './env.ts'

/** For the machines that watch us: alive, ready for traffic, and the figures. */
export const healthRoutes = (): Routes =>
  routes()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const house = c.get('house')
      if (isLeaving(house)) return c.json({ status: 'stopping' }, 503)
      try {
        await house.db.execute(sql`select 1`)
        return c.json({ status: 'ready' })
      } catch {
        return c.json({ status: 'no database' }, 503)
      }
    })
    .get('/metrics', async (c) => {
      if (!mayMeasure(c)) throw notFound('页面')
      const { registry } = c.get('house').metrics
      return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
    })

/** With a token whoever brings it; without one this machine alone (a proxy's header says that the request came from elsewhere); in the demo everybody. */
function mayMeasure(c: Context<Env>): boolean {
  const { metricsToken, demo } = c.get('house').config
  if (metricsToken) return isSame(c.req.header('Authorization') ?? '', `Bearer ${metricsToken}`)
  const isForwarded = c.req.header('X-Forwarded-For') !== undefined || c.req.header('Forwarded') !== undefined
  return demo || (!isForwarded && ['local', '127.0.0.1', '::1', '0:0:0:0::/64'].includes(c.get('address')))
}

const isSame = (given: string, wanted: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
