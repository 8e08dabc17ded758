import { randomUUIDv7 } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { Env } from './env.ts'

/** Gives each request its number, and counts and logs it by route pattern: addresses can hold numbers people follow by. */
export const requestLog = createMiddleware<Env>(async (c, next) => {
  // From Node's store of random bytes: a request is no row, its place among those of the same millisecond does not matter.
  const requestId = randomUUIDv7()
  c.set('requestId', requestId)
  const started = performance.now()
  await next()
  const seconds = (performance.now() - started) / 1000
  const labels = { method: c.req.method, route: routePath(c, -1), status: String(c.res.status) }
  const house = c.get('house')
  house.metrics.requestSeconds.observe(labels, seconds)
  house.log.info({ requestId, ...labels, milliseconds: Math.round(seconds * 1000) }, 'request')
})
