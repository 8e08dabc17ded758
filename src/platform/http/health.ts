import { sql } from 'drizzle-orm'
import { type Routes, routes } from './env.ts'

/** For the machines that watch us: alive, ready for traffic, and the figures. */
export const healthRoutes = (): Routes =>
  routes()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      try {
        await c.get('house').db.execute(sql`select 1`)
        return c.json({ status: 'ready' })
      } catch {
        return c.json({ status: 'no database' }, 503)
      }
    })
    .get('/metrics', async (c) => {
      const { registry } = c.get('house').metrics
      return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
    })
