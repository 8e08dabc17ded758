import { findMatter } from '#core/matters/index.ts'
import { staffOnly } from '#core/people/index.ts'
import { type Routes, routes } from '#platform/http/env.ts'
import { notFound } from '#platform/refusal.ts'
import { type Desk, deskOfKind } from './desk.ts'
import { deskActor } from './desk-request.ts'
import { everyDesk } from './lists/every-desk.ts'
import { handoverRoutes } from './lists/handover-routes.tsx'
import { listRoutes } from './lists/list-routes.tsx'
import { matterRoutes } from './page/matter-routes.tsx'
import { kindOnDesk } from './page/open-at-desk.ts'

/** All pages of one desk below its address: the room mounts them after those of its own that begin the same way. */
export const deskRoutes = (desk: Desk): Routes =>
  routes().route('/', listRoutes(desk)).route('/', handoverRoutes(desk)).route('/', matterRoutes(desk))

/** One list over all desks, and one address for any number, which leads to the desk of the matter. */
export const everyDeskRoutes: Routes = routes()
  .route('/', listRoutes(everyDesk))
  .route('/', handoverRoutes(everyDesk))
  .use(everyDesk.urls.one(':number{\\d+}'), staffOnly)
  .get(everyDesk.urls.one(':number{\\d+}'), async (c) => {
    const { db } = c.get('house')
    const row = await findMatter(db, deskActor(c), c.req.param('number') ?? '')
    const desk = row && deskOfKind(await kindOnDesk(db, row))
    if (!desk) throw notFound('办件')
    return c.redirect(desk.urls.one(row.number), 303)
  })
