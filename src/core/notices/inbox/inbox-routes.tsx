import type { Context } from 'hono'
import { type Env, routes } from '#platform/http/env.ts'
import { setFlash } from '#platform/http/flash.ts'
import { postedFields } from '#platform/http/posted-form.ts'
import { page } from '#platform/http/render.tsx'
import { isId } from '#platform/id.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { inboxOf, readInbox } from './inbox.ts'
import { InboxPage } from './inbox-page.tsx'
import { messageLinks } from './message-links.ts'

/** The same inbox for citizens and, among the pages of the desk, for staff; everybody's own only. */
export const inboxRoutes = routes()
  .get(urls.myMessages(), (c) => show(c, 'citizen'))
  .post(urls.myMessages(), (c) => markRead(c, 'citizen'))
  .get(urls.deskMessages(), (c) => show(c, 'staff'))
  .post(urls.deskMessages(), (c) => markRead(c, 'staff'))

const hrefOf = (kind: 'citizen' | 'staff') => (kind === 'staff' ? urls.deskMessages : urls.myMessages)

/** Their id, or where to go instead: to the sign-in, or to the inbox that is theirs. */
function ownerOf(c: Context<Env>, kind: 'citizen' | 'staff'): string | Response {
  const actor = c.get('actor')
  if (actor.kind === kind) return actor.personId
  if (actor.kind === 'staff') return c.redirect(urls.deskMessages(), 303)
  if (actor.kind === 'citizen') throw notFound()
  return c.redirect(urls.signIn(hrefOf(kind)()), 303)
}

async function show(c: Context<Env>, kind: 'citizen' | 'staff'): Promise<Response> {
  const owner = ownerOf(c, kind)
  if (owner instanceof Response) return owner
  const house = c.get('house')
  const after = c.req.query('after')
  const inbox = await inboxOf(house, owner, after)
  const ids = inbox.messages.map(({ matterId }) => matterId)
  return page(
    c,
    '站内信箱',
    <InboxPage
      inbox={inbox}
      links={await messageLinks(house.db, c.get('actor'), ids)}
      href={hrefOf(kind)}
      timeZone={house.config.timeZone}
      isFirst={!after}
    />,
    { layout: kind === 'staff' ? 'desk' : 'site' },
  )
}

/** No form key: reading twice is reading once. */
async function markRead(c: Context<Env>, kind: 'citizen' | 'staff'): Promise<Response> {
  const owner = ownerOf(c, kind)
  if (owner instanceof Response) return owner
  const { until } = await postedFields(c)
  if (typeof until === 'string' && isId(until)) await readInbox(c.get('house'), owner, until)
  setFlash(c, 'done')
  return c.redirect(hrefOf(kind)(), 303)
}
