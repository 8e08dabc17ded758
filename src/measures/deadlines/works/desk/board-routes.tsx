import type { Context } from 'hono'
import { z } from 'zod'
import { staffOnly } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { workChart, workCharts } from '../work-charts.ts'
import { readFigures } from '../work-figures.ts'
import { seenAtDesk } from '../work-sight.ts'
import { yearsOfWorks } from '../works.ts'
import { BoardPage } from './board-page.tsx'
import { deskActor } from './posted.ts'
import { deskBreadcrumbs } from './works-routes.tsx'

export const boardQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  narrow: z.literal('1').optional().catch(undefined),
})

/** Before `/desk/works/:number`. */
export const boardRoutes = routes()
  .use(`${urls.deskWorksBoard()}/*`, staffOnly)
  .get(urls.deskWorksBoard(), async (c) => {
    const house = c.get('house')
    const sight = seenAtDesk(deskActor(c))
    const { year } = boardQuery.parse(c.req.query())
    const [figures, years] = await Promise.all([readFigures(house, sight, year), yearsOfWorks(house.db, sight)])
    return page(c, '任务进展', <BoardPage figures={figures} years={years} year={year} />, {
      layout: 'desk',
      breadcrumbs: [...deskBreadcrumbs, { href: urls.deskWorksBoard(), label: '任务进展' }],
    })
  })
  .get(`${urls.deskWorksBoard()}/:chart{[a-z]+\\.svg}`, async (c) =>
    chart(c, await readFigures(c.get('house'), seenAtDesk(deskActor(c)), boardQuery.parse(c.req.query()).year)),
  )

/** One of the charts as SVG, in the reader's display. */
export function chart(c: Context<Env>, figures: Parameters<typeof workChart>[1]): Response {
  const name = workCharts.find((known) => `${known}.svg` === c.req.param('chart'))
  if (!name) throw notFound()
  const { narrow } = boardQuery.parse(c.req.query())
  const svg = workChart(name, figures, { narrow: narrow === '1', display: c.get('display') })
  return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8', Vary: 'Cookie' })
}
