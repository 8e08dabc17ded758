import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { contentSecurityPolicy, reportingPolicy } from './content-security-policy.ts'
import type { Env } from './env.ts'

const onEvery = (c: Context<Env>) => ({
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'geolocation=(), microphone=(), camera=(self), payment=()',
  'X-Request-Id': c.get('requestId'),
})

/** Answers that were made with all of these (`documentAnswer`). */
const complete = new WeakSet<Response>()

/** On every answer, whatever its status. Pages of signed-in people and forms are never stored. */
export const securityHeaders = createMiddleware<Env>(async (c, next) => {
  await next()
  if (isComplete(c.res)) return
  const headers = c.res.headers
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', contentSecurityPolicy)
  if (headers.get('Content-Type')?.startsWith('text/html'))
    headers.set('Content-Security-Policy-Report-Only', reportingPolicy)
  for (const [name, value] of Object.entries(onEvery(c))) headers.set(name, value)
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', keptBy(c))
})

/** Nothing has to be looked for in its headers, nor added: asking for them alone makes a `Headers` of what Node reads faster as it is. */
export const isComplete = (answer: Response): boolean => complete.has(answer)

/**
 * A page with everything that belongs in front of it, as one plain object: said one by one to a `Headers` and copied out of it again, the same took a tenth
 * of the time of a letter's page. Where its room has said more (a cookie, for how long it may be kept), it is an answer like any other.
 */
export function documentAnswer(c: Context<Env>, body: Uint8Array<ArrayBuffer>, status: ContentfulStatusCode): Response {
  const html = { 'Content-Type': 'text/html; charset=UTF-8' }
  const plain = c.body(body, status, html)
  if ([...plain.headers.keys()].length > 1) return plain
  const headers = {
    ...html,
    'Content-Security-Policy': contentSecurityPolicy,
    'Content-Security-Policy-Report-Only': reportingPolicy,
    ...onEvery(c),
    'Cache-Control': keptBy(c),
    Vary: 'Accept-Encoding',
  }
  const answer = new Response(body, { status, headers })
  complete.add(answer)
  return answer
}

const keptBy = (c: Context<Env>): string =>
  c.get('actor').kind === 'anyone' && (c.req.method === 'GET' || c.req.method === 'HEAD') ? 'no-cache' : 'no-store'
