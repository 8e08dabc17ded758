import type { Context } from 'hono'
import { asCsv, asXlsx } from '#core/documents/index.ts'
import { requireRole } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { stackedBarChart } from '#ui/charts.ts'
import { urls } from '#urls.ts'
import { callCrumbs } from './console-routes.tsx'
import { type LineFiguresBy, lastDay, lineFigures, lineFiguresBy, type Span } from './figures.ts'
import { FiguresPage, figureCells, figureColumns } from './figures-page.tsx'
import { figureRoles } from './who-may.ts'

/** 话务数字, as a page, as pictures, as files. Mounted behind `staffOnly` of the console. */
export const figureRoutes = routes()
  .get(urls.deskCallFigures(), async (c) => {
    const { db, clock, config } = c.get('house')
    const { span, from, to } = askedSpan(c)
    return page(
      c,
      '话务数字',
      <FiguresPage
        from={from}
        to={to}
        day={await lineFigures(db, lastDay(clock.now()))}
        all={await lineFigures(db, span)}
        byDay={await lineFiguresBy(db, span, 'day', config.timeZone)}
        byHour={await lineFiguresBy(db, span, 'hour', config.timeZone)}
      />,
      { layout: 'desk', breadcrumbs: [...callCrumbs, { href: urls.deskCallFigures(), label: '话务数字' }] },
    )
  })
  .get(urls.deskCallChart('days'), (c) => chart(c, 'day'))
  .get(urls.deskCallChart('hours'), (c) => chart(c, 'hour'))
  .get(urls.deskCallFiguresFile('csv'), async (c) => {
    const { name, sheet } = await sheetOf(c)
    return c.body(asCsv(sheet), 200, fileHeaders('text/csv; charset=utf-8', name, 'csv'))
  })
  .get(urls.deskCallFiguresFile('xlsx'), async (c) => {
    const { name, sheet } = await sheetOf(c)
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return c.body(new Uint8Array(await asXlsx([sheet])), 200, fileHeaders(type, name, 'xlsx'))
  })

/** Seven days with today, where nothing else is asked; three hundred at the most. */
function askedSpan(c: Context<Env>): { span: Span; from: string; to: string } {
  requireRole(c.get('actor'), ...figureRoles)
  const { clock, config } = c.get('house')
  const today = dateIn(config.timeZone, clock.now())
  const to = dayOf(c.req.query('to')) ?? today
  const asked = dayOf(c.req.query('from')) ?? to.subtract({ days: 6 })
  const least = to.subtract({ days: 300 })
  const from = Temporal.PlainDate.compare(asked, least) < 0 || Temporal.PlainDate.compare(asked, to) > 0 ? least : asked
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(config.timeZone).toInstant()
  return {
    span: { from: startOf(from), to: startOf(to.add({ days: 1 })) },
    from: from.toString(),
    to: to.toString(),
  }
}

function dayOf(text: string | undefined): Temporal.PlainDate | null {
  try {
    return text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? Temporal.PlainDate.from(text) : null
  } catch {
    return null
  }
}

async function chart(c: Context<Env>, by: 'day' | 'hour'): Promise<Response> {
  const { db, config } = c.get('house')
  const { span } = askedSpan(c)
  const rows = await lineFiguresBy(db, span, by, config.timeZone)
  const svg = stackedBarChart(partsOf(rows), { theme: c.get('display'), narrow: c.req.query('narrow') === '1' })
  return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8', 'Cache-Control': 'no-store' })
}

const partsOf = (rows: LineFiguresBy[]) => ({
  labels: rows.map(({ label }) => label),
  series: [
    { name: '15秒内接听', values: rows.map(({ inTime }) => inTime) },
    { name: '15秒后接听', values: rows.map(({ answered, inTime }) => answered - inTime) },
    { name: '漏接', values: rows.map(({ missed }) => missed) },
  ],
})

async function sheetOf(c: Context<Env>) {
  const { db, config } = c.get('house')
  const { span, from, to } = askedSpan(c)
  const rows = await lineFiguresBy(db, span, 'day', config.timeZone)
  const columns = [{ label: '日期', width: 14 }, ...figureColumns.map((label) => ({ label, width: 12 }))]
  return {
    name: `12345话务数字_${from}_${to}`,
    sheet: { name: '按天', columns, rows: rows.map((row) => [row.label, ...figureCells(row)]) },
  }
}

const fileHeaders = (type: string, name: string, extension: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="calls.${extension}"; filename*=UTF-8''${encodeURIComponent(name)}.${extension}`,
  'Cache-Control': 'no-store',
})
