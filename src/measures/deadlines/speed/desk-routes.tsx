import type { Context } from 'hono'
import { requireRole, staffOnly } from '#core/people/index.ts'
import { hasRole, type StaffActor } from '#platform/actor.ts'
import { readPageKey, writePageKey } from '#platform/http/address-fields.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { urls } from '#urls.ts'
import { addressOf } from './board-links.ts'
import { bookRoutes } from './book-routes.tsx'
import { readChoices } from './choices.ts'
import { DeskSpeedPage } from './desk-speed-page.tsx'
import { isOpenView, listAnswers, listOpen, readView, viewWords } from './drill.ts'
import { DrillPage } from './drill-page.tsx'
import { exclusionRoutes } from './exclusion-routes.tsx'
import { boardOf, chartOf, csvOf, workbookOf } from './routes.tsx'
import { readAsked } from './speed-address.ts'

/** Who reads the figures of the desk: those who oversee units and those who dispatch to them. */
export const readingRoles = ['leader', 'supervisor', 'head', 'dispatcher'] as const

const listed = 50

function reader(c: Context<Env>): StaffActor {
  const actor = c.get('actor')
  requireRole(actor, ...readingRoles)
  return actor
}

/** Audit: none for reading; every act below has its own. */
export const deskSpeedRoutes = routes()
  .use(urls.deskSpeed(), staffOnly)
  .use(`${urls.deskSpeed()}/*`, staffOnly)
  .use(urls.deskSpeedFile('xlsx'), staffOnly)
  .use(urls.deskSpeedFile('csv'), staffOnly)
  .get(urls.deskSpeed(), async (c) => {
    const actor = reader(c)
    const board = await boardOf(c, 'desk')
    const ownUnit = actor.roles.find(({ role }) => role === 'head')?.unitId ?? null
    const { timeZone } = c.get('house').config
    return page(c, '办理时效', <DeskSpeedPage board={board} timeZone={timeZone} ownUnit={ownUnit} />, {
      layout: 'desk',
    })
  })
  .get(urls.deskSpeedFile('xlsx'), async (c) => {
    reader(c)
    return workbookOf(c, await boardOf(c, 'desk'))
  })
  .get(urls.deskSpeedFile('csv'), async (c) => {
    reader(c)
    return csvOf(c, await boardOf(c, 'desk'))
  })
  .get(`${urls.deskSpeed()}/:chart{[a-z]+\\.svg}`, async (c) => {
    reader(c)
    return chartOf(c, 'desk')
  })
  .get(urls.deskSpeedMatters(), async (c) => {
    const actor = reader(c)
    const house = c.get('house')
    const asked = readAsked(c.req.query())
    const view = readView(c.req.query('view'))
    const after = readPageKey(c.req.query('after'))
    const { list, next } = isOpenView(view)
      ? await listOpen(house, actor, view, asked, after, listed).then(({ rows, next }) => ({
          list: { open: rows },
          next,
        }))
      : await listAnswers(house, actor, view, asked, after, listed).then(({ rows, next }) => ({
          list: { answers: rows },
          next,
        }))
    const choices = await readChoices(house, 'desk')
    const nextHref = next && urls.deskSpeedMatters({ ...addressOf(asked), view, after: writePageKey(next.at, next.id) })
    return page(
      c,
      `${viewWords[view]} · 办理时效`,
      <DrillPage
        view={view}
        asked={asked}
        choices={choices}
        list={list}
        nextHref={nextHref ?? undefined}
        timeZone={house.config.timeZone}
        mayPropose={hasRole(actor, 'head', 'dispatcher')}
      />,
      { layout: 'desk' },
    )
  })
  .route('/', bookRoutes)
  .route('/', exclusionRoutes)
