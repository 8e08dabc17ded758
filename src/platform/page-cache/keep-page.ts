import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { Env } from '../http/env.ts'
import { flightOf } from './answer.ts'
import { isUnchanged, storedPage, variantFor } from './stored-page.ts'

/**
 * Says of a page, while it is rendered, that everybody may be shown the same one: the things it shows (`tags`, which verbs `touch`), the parameters it
 * reads (`query`; others never make an entry), and how long it may be shown when nothing is touched (at most 60 `seconds`). Not for a page with a form key,
 * nor for one that shows who is asking: a page for a signed-in person is never kept, whatever was said.
 */
export function cacheable(
  c: Context<Env>,
  { tags, query = [], seconds = 60 }: { tags: readonly string[]; query?: readonly string[]; seconds?: number },
): void {
  c.set('cacheable', { tags, query, seconds })
}

/**
 * Keeps what a room declared cacheable, with every header it was answered with. Stands inside the compression, which leaves alone what is already
 * encoded, and outside everything that sets a header.
 */
export const keepPages = createMiddleware<Env>(async (c, next) => {
  await next()
  const { pages } = c.get('house')
  if (!pages || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return
  const declared = c.get('cacheable')
  const flight = flightOf((c.env as Partial<HttpBindings> | undefined)?.incoming)
  if (!declared || !isEverybodys(c)) {
    if (flight) pages.giveUp(flight)
    return
  }
  const answered = c.res
  const { status } = answered
  const body = Buffer.from(await answered.arrayBuffer())
  const page = storedPage({ status, headers: answered.headers, body }, { route: routePath(c, -1), tags: declared.tags })
  if (flight) pages.finish(flight, page, declared)
  const variant = await variantFor(page, c.req.header('Accept-Encoding'))
  if (flight) pages.recount(flight.visit, page)
  const isSame = isUnchanged(variant.etag, c.req.header('If-None-Match'))
  const headers = pairs(isSame ? variant.unchanged : variant.headers)
  headers.push(['x-request-id', c.get('requestId')])
  // Assigned over another, an answer takes over its headers.
  c.res = undefined
  c.res = new Response(isSame || c.req.method === 'HEAD' ? null : new Uint8Array(variant.body), {
    status: isSame ? 304 : status,
    headers,
  })
})

/** Nobody is signed in, nothing is carried over from the page before, no cookie is set; the page itself or the sentence where it was taken down. */
const isEverybodys = (c: Context<Env>): boolean =>
  c.get('actor').kind === 'anyone' &&
  c.get('flash') === null &&
  (c.res.status === 200 || c.res.status === 410) &&
  !c.res.headers.has('Set-Cookie') &&
  // WeChat is told to open another browser instead of a file.
  !c.res.headers.has('Content-Disposition') &&
  c.res.headers.get('Cache-Control') === 'no-cache'

function pairs(flat: readonly string[]): [string, string][] {
  const found: [string, string][] = []
  for (let at = 0; at + 1 < flat.length; at += 2) found.push([flat[at] ?? '', flat[at + 1] ?? ''])
  return found
}
