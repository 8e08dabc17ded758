import type { Context } from 'hono'
import { z } from 'zod'
import { asCsv, asXlsx } from '#core/documents/index.ts'
import { unitKinds } from '#core/people/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { cacheable } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { formatDateTime } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { type Figures, readFigures } from './figures.ts'
import { chartNames, figuresChart } from './figures-charts.ts'
import { FiguresPage } from './figures-page.tsx'
import { figuresSheets, unitsTable } from './figures-sheets.ts'

/** Whatever cannot be read in an address is left out. */
export const figuresQuery = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  group: z.enum(unitKinds).optional().catch(undefined),
  narrow: z.literal('1').optional().catch(undefined),
})

export type Chosen = { figures: Figures; asOf: string; chosen: Record<string, string | undefined> }

export async function figuresAsked(c: Context<Env>): Promise<Chosen> {
  const { year, group } = figuresQuery.parse(c.req.query())
  const { db, clock, config } = c.get('house')
  const figures = await readFigures(db, clock.now(), config.timeZone, { year, group })
  return {
    figures,
    asOf: formatDateTime(figures.countedAt, config.timeZone),
    chosen: { year: year ? String(year) : undefined, group },
  }
}

/** What everybody may see: units and counts. */
export const figuresRoutes = routes()
  .get(urls.firstAsked(), async (c) => {
    const asked = await figuresAsked(c)
    cacheable(c, { tags: ['stats'], query: ['year', 'group'] })
    return page(c, '首问责任', <FiguresPage {...asked} />, {
      breadcrumbs: [
        { href: urls.home(), label: '首页' },
        { href: urls.firstAsked(), label: '首问责任' },
      ],
      description: '各单位当场答复、引导、跟进到底、退转的情况，算法写明，表格可下载。',
    })
  })
  .get('/first-asked/:chart{[a-z]+\\.svg}', async (c) => {
    const name = chartNames.find((known) => `${known}.svg` === c.req.param('chart'))
    if (!name) throw notFound()
    const { figures } = await figuresAsked(c)
    const { narrow } = figuresQuery.parse(c.req.query())
    cacheable(c, { tags: ['stats'], query: ['year', 'group', 'narrow'] })
    const svg = figuresChart(name, figures, { narrow: narrow === '1', display: c.get('display') })
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8', Vary: 'Cookie' })
  })
  .get(urls.firstAskedFile('xlsx'), async (c) => {
    const { figures, asOf } = await figuresAsked(c)
    const content = await asXlsx(figuresSheets(figures, asOf))
    return c.body(
      new Uint8Array(content),
      200,
      headers('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'),
    )
  })
  .get(urls.firstAskedFile('csv'), async (c) => {
    const { figures, asOf } = await figuresAsked(c)
    return c.body(asCsv(unitsTable(figuresSheets(figures, asOf))), 200, headers('text/csv; charset=utf-8', 'csv'))
  })

const headers = (type: string, extension: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="first-asked.${extension}"; filename*=UTF-8''${encodeURIComponent('首问责任')}.${extension}`,
  'Cache-Control': 'no-cache',
})
