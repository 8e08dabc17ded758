import { compress } from 'hono/compress'
import { createMiddleware } from 'hono/factory'
import type { Env } from './env.ts'
import { isComplete } from './security-headers.ts'

const compression = compress()

/**
 * Compresses for whoever takes it. For others only `Vary` is said: to look whether it might compress, Hono's own makes a stream of every answer,
 * which costs as much as rendering it.
 */
export const compressed = createMiddleware<Env>(async (c, next) => {
  if (/\b(?:gzip|deflate)\b|\*/.test(c.req.header('Accept-Encoding') ?? '')) return compression(c, next)
  await next()
  if (isComplete(c.res)) return
  const { headers } = c.res
  const type = headers.get('Content-Type') ?? ''
  if (/^text\/|json|xml|javascript/.test(type)) headers.set('Vary', variedByEncoding(headers.get('Vary')))
})

/** What a page varies by already, and that it may be compressed. */
export function variedByEncoding(vary: string | null): string {
  if (!vary) return 'Accept-Encoding'
  return /accept-encoding/i.test(vary) ? vary : `${vary}, Accept-Encoding`
}
