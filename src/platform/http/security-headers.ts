import { createMiddleware } from 'hono/factory'
import { contentSecurityPolicy, reportingPolicy } from './content-security-policy.ts'
import type { Env } from './env.ts'

/** On every answer, whatever its status. Pages of signed-in people and forms are never stored. */
export const securityHeaders = createMiddleware<Env>(async (c, next) => {
  await next()
  const headers = c.res.headers
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', contentSecurityPolicy)
  if (headers.get('Content-Type')?.startsWith('text/html'))
    headers.set('Content-Security-Policy-Report-Only', reportingPolicy)
  headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'same-origin')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('X-Frame-Options', 'DENY')
  headers.set('Permissions-Policy', 'geolocation=(), microphone=(), camera=(self), payment=()')
  headers.set('X-Request-Id', c.get('requestId'))
  if (!headers.has('Cache-Control')) {
    const isPrivate = c.get('actor').kind !== 'anyone' || (c.req.method !== 'GET' && c.req.method !== 'HEAD')
    headers.set('Cache-Control', isPrivate ? 'no-store' : 'no-cache')
  }
})
