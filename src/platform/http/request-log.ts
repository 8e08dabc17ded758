import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { newId } from '../id.ts'
import type { Env } from './env.ts'

/** Gives each request its number, and counts and logs it by route pattern: addresses can hold numbers people follow by. */
export const requestLog = createMiddleware<Env>(async (c, next) => {
  const requestId = newId()
  c.set('requestId', requestId)
  const started = performance.now()
  await next()
  const seconds = (performance.now() - started) / 1000
  const labels = { method: c.req.method, route: routePath(c, -1), status: String(c.res.status) }
  const house = c.get('house')
  house.metrics.requestSeconds.observe(labels, seconds)
  house.log.info({ requestId, ...labels, milliseconds: Math.round(seconds * 1000) }, 'request')
})
