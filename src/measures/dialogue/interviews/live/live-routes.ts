import type { Context } from 'hono'
import { type Env, routes } from '#platform/http/env.ts'
import { Refusal } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { stateOf } from '../interview.ts'
import { findInterview } from '../read-interviews.ts'
import { liveRooms } from './live-rooms.ts'

/** The stream is open so long before the announced moment; the page knows when to begin. */
export const opensBefore = { minutes: 30 }

/**
 * Server-sent events of one interview, for everybody and without a cookie. `Last-Event-ID` (or `after` at the first time) is the last entry the reader has.
 * 204 tells a browser not to come back: not yet, or over.
 */
export const liveRoutes = routes().get(urls.interviewLive(':number{\\d{15,24}}'), async (c) => {
  const house = c.get('house')
  const interview = await findInterview(house.db, c.req.param('number') ?? '')
  const opensAt = interview.startsAt.subtract(opensBefore)
  const state = stateOf(interview)
  const isOpen =
    state === 'live' || (state === 'announced' && Temporal.Instant.compare(house.clock.now(), opensAt) >= 0)
  if (!isOpen) return nothing(c)
  const joined = await liveRooms(house).join(interview, { after: lastOf(c), address: c.get('address') })
  if ('over' in joined) return nothing(c)
  if ('refused' in joined)
    throw new Refusal('too-many', '现在看直播的人太多了。请过一会儿刷新页面，内容都在页面上。', { status: 429 })
  return c.body(joined.stream, 200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    // nginx would gather the words and send them late.
    'X-Accel-Buffering': 'no',
  })
})

const nothing = (c: Context<Env>): Response => {
  c.header('Cache-Control', 'no-store')
  return c.body(null, 204)
}

function lastOf(c: Context<Env>): number {
  const given = Number(c.req.header('Last-Event-ID') ?? c.req.query('after') ?? 0)
  return Number.isSafeInteger(given) && given > 0 ? given : 0
}
