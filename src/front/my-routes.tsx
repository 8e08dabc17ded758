import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { urls } from '#urls.ts'
import { mattersOf } from './my-matters.ts'
import { MyPage } from './my-page.tsx'

/** What a signed-in citizen has asked; others are asked to sign in, staff go to their desk. */
export const myRoutes = routes().get(urls.myMatters(), async (c) => {
  const actor = c.get('actor')
  if (actor.kind === 'staff') return c.redirect(urls.desk(), 303)
  if (actor.kind !== 'citizen') return c.redirect(urls.signIn(urls.myMatters()), 303)
  const { rows, next } = await mattersOf(c.get('house').db, actor, c.req.query('after'))
  return page(c, '我的信', <MyPage name={actor.name} rows={rows} next={next} />)
})
