import type { Context } from 'hono'
import { asCsv, asXlsx } from '#core/documents/index.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { cacheable } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { formatDateTime } from '#ui/index.ts'
import { urls } from '#urls.ts'
import type { Audience } from './asked.ts'
import { type Board, readBoard } from './board.ts'
import { askedNames, readAsked } from './speed-address.ts'
import { chartNames, speedChart } from './speed-charts.ts'
import { SpeedPage } from './speed-page.tsx'
import { asOneTable, speedSheets } from './speed-sheets.ts'

/** 办理时效 for everybody. What it counts moves with the clock too (lights, the oldest), so a page is kept for a minute at most. */
export const speedRoutes = routes()
  .get(urls.speed(), async (c) => {
    const house = c.get('house')
    const board = await boardOf(c, 'public')
    cacheable(c, { tags: ['speed'], query: askedNames })
    return page(c, '办理时效', <SpeedPage board={board} timeZone={house.config.timeZone} />, {
      description: '各单位办结多少、按时多少、群众认可多少、还有哪些超期',
      breadcrumbs: [
        { href: urls.home(), label: '首页' },
        { href: urls.speed(), label: '办理时效' },
      ],
    })
  })
  .get(urls.speedFile('xlsx'), async (c) => workbookOf(c, await boardOf(c, 'public')))
  .get(urls.speedFile('csv'), async (c) => csvOf(c, await boardOf(c, 'public')))
  .get(`${urls.speed()}/:chart{[a-z]+\\.svg}`, async (c) => {
    const svg = await chartOf(c, 'public')
    cacheable(c, { tags: ['speed'], query: [...askedNames, 'narrow'] })
    return svg
  })

export const boardOf = (c: Context<Env>, audience: Audience): Promise<Board> =>
  readBoard(c.get('house'), audience, readAsked(c.req.query()))

export async function chartOf(c: Context<Env>, audience: Audience): Promise<Response> {
  const name = chartNames.find((known) => `${known}.svg` === c.req.param('chart'))
  if (!name) throw notFound()
  const isNarrow = c.req.query('narrow') === '1'
  const svg = speedChart(name, await boardOf(c, audience), { narrow: isNarrow, display: c.get('display') })
  return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8', Vary: 'Cookie' })
}

const sheetsOf = (c: Context<Env>, board: Board) => {
  const { timeZone } = c.get('house').config
  return speedSheets(board, { asOf: formatDateTime(board.countedAt, timeZone), timeZone })
}

export async function workbookOf(c: Context<Env>, board: Board): Promise<Response> {
  const content = await asXlsx(sheetsOf(c, board))
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return c.body(new Uint8Array(content), 200, headers(type, 'xlsx'))
}

export const csvOf = (c: Context<Env>, board: Board): Response =>
  c.body(asCsv(asOneTable(sheetsOf(c, board))), 200, headers('text/csv; charset=utf-8', 'csv'))

const headers = (type: string, extension: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="speed.${extension}"; filename*=UTF-8''${encodeURIComponent('办理时效')}.${extension}`,
  'Cache-Control': 'no-cache',
})
