import type { Context } from 'hono'
import { asCsv } from '#core/documents/index.ts'
import { likeGroups } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { type Env, routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { cacheable } from '#platform/page-cache/index.ts'
import { hiddenRows } from '#platform/small-counts.ts'
import { lineChart } from '#ui/charts.ts'
import { formatDateTime } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { lettersBreadcrumbs } from '../letters/publishing/letters-page.tsx'
import { yearsWithLetters } from '../letters/statistics/statistics.ts'
import { type CityRates, readRates } from './rates.ts'
import { hiddenKey, partOf, RatesPage, rateLabel, rateNames } from './rates-page.tsx'

/** 三率, for everybody. Before `/letters/:number`. */
export const ratesRoutes = routes()
  .get(urls.letterRates(), async (c) => {
    const { db, config } = c.get('house')
    const [rates, years] = await Promise.all([ratesAsked(c), yearsWithLetters(db)])
    cacheable(c, { tags: ['stats'], query: ['year'] })
    return page(
      c,
      '响应率、解决率、满意率',
      <RatesPage
        rates={rates}
        years={years.includes(rates.year) ? years : [rates.year, ...years]}
        hidden={hiddenIn(rates)}
        asOf={formatDateTime(rates.countedAt, config.timeZone)}
      />,
      { breadcrumbs: [...lettersBreadcrumbs, { href: urls.letterRates(), label: '三率' }] },
    )
  })

  .get('/letters/rates.svg', async (c) => {
    const { months } = await ratesAsked(c)
    cacheable(c, { tags: ['stats'], query: ['year', 'narrow'] })
    const svg = lineChart(
      {
        labels: months.map(({ month }) => `${Number(month.slice(5))}月`),
        series: rateNames.map((name) => ({
          name: rateLabel(name),
          values: months.map(({ rates }) => {
            const { part, whole } = partOf(name, rates)
            return whole === 0 ? null : Math.round((part / whole) * 1000) / 10
          }),
        })),
      },
      { theme: c.get('display'), narrow: c.req.query('narrow') === '1' },
    )
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8', Vary: 'Cookie' })
  })

  .get('/letters/rates.csv', async (c) => {
    const rates = await ratesAsked(c)
    const hidden = hiddenIn(rates)
    const columns = [
      ...['同类单位', '单位'],
      ...rateNames.flatMap((name) => [rateLabel(name), `${rateLabel(name)}的分子`, `${rateLabel(name)}的分母`]),
    ].map((label) => ({ label }))
    const cells = (one: CityRates['city'], id: string | null) =>
      rateNames.flatMap((name) => {
        const { part, whole } = partOf(name, one)
        const isHidden = id !== null && hidden.has(hiddenKey(name, id))
        return whole === 0 || isHidden ? [null, null, null] : [Math.round((part / whole) * 1000) / 1000, part, whole]
      })
    const groupTitle = new Map(likeGroups.map(({ id, title }) => [id, title]))
    const rows = [
      ['全市', '', ...cells(rates.city, null)],
      ...rates.months.map(({ month, rates: one }) => ['全市', month, ...cells(one, null)]),
      ...rates.units.map(({ id, name, group, now }) => [groupTitle.get(group) ?? '', name, ...cells(now, id)]),
    ]
    return c.body(asCsv({ columns, rows }), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="rates-${rates.year}.csv"`,
      'Cache-Control': 'no-cache',
    })
  })

function ratesAsked(c: Context<Env>): Promise<CityRates> {
  const { db, clock, config } = c.get('house')
  const now = clock.now()
  const asked = Number(c.req.query('year'))
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : dateIn(config.timeZone, now).year
  return readRates(db, { year, now, timeZone: config.timeZone })
}

/** Few ratings would tell who gave them: of each rate and group of like units apart. */
function hiddenIn({ units }: CityRates): Set<string> {
  const hidden = new Set<string>()
  for (const { id: group } of likeGroups)
    for (const name of rateNames) {
      const rows = units.filter((unit) => unit.group === group).map(({ id, now }) => ({ key: id, now }))
      for (const id of hiddenRows(rows, ({ now }) => partOf(name, now).whole)) hidden.add(hiddenKey(name, id))
    }
  return hidden
}
