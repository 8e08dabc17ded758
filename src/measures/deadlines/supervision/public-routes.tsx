import type { Context } from 'hono'
import { z } from 'zod'
import { asCsv } from '#core/documents/index.ts'
import { unitDirectory } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { cacheable } from '#platform/page-cache/index.ts'
import { urls } from '#urls.ts'
import { rulesBreadcrumbs } from '../rules/rules-page.tsx'
import { type SupervisionFigures, supervisionFigures } from './figures.ts'
import { SupervisionPublicPage } from './public-page.tsx'

/** Three years back, as far as the address can ask. */
const shownYears = 3

export const supervisionPublicRoutes = routes()
  .get(urls.supervision(), async (c) => {
    cacheable(c, { tags: ['supervision'], query: ['year'], seconds: 60 })
    const body = <SupervisionPublicPage figures={await read(c)} years={yearsOf(c)} />
    return page(c, '督办公开', body, {
      breadcrumbs: [...rulesBreadcrumbs, { href: urls.supervision(), label: '督办公开' }],
    })
  })
  .get(urls.supervisionFile(), async (c) => {
    const { year, sent } = await read(c)
    const text = asCsv({
      columns: ['发出单位', '催办', '督办单', '退回重报', '合计', '涉及办件'].map((label) => ({ label })),
      rows: sent.map(({ unit, urges, orders, returns, all, matters }) => [unit, urges, orders, returns, all, matters]),
    })
    return c.body(text, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="supervision-${year}.csv"`,
    })
  })

const thisYear = (c: Context<Env>): number => {
  const { config, clock } = c.get('house')
  return dateIn(config.timeZone, clock.now()).year
}

const yearsOf = (c: Context<Env>): number[] => Array.from({ length: shownYears }, (_, at) => thisYear(c) - at)

async function read(c: Context<Env>): Promise<SupervisionFigures> {
  const { db, config } = c.get('house')
  const asked = z.coerce.number().int().safeParse(c.req.query('year')).data
  const year = yearsOf(c).find((one) => one === asked) ?? thisYear(c)
  return supervisionFigures(db, await unitDirectory(db), year, config.timeZone)
}
