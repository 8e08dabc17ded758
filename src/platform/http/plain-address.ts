import { createMiddleware } from 'hono/factory'
import { notFound } from '../refusal.ts'
import type { Env } from './env.ts'

/** No address of ours holds a NUL, and the database would choke on one wherever it is looked up: there is nothing at such an address. */
export const plainAddress = createMiddleware<Env>((c, next) => {
  if (/%00|\0/.test(c.req.url)) throw notFound()
  return next()
})
