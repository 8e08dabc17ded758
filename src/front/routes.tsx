import { z } from 'zod'
import { searchDocuments, suggest } from '#core/documents/index.ts'
import { allDivisions, allUnits } from '#core/people/index.ts'
import { classWord, latestLetters, letterFigures } from '#measures/dialogue/index.ts'
import { divisionField, unitField } from '#platform/http/address-fields.ts'
import { routes } from '#platform/http/env.ts'
import { fragment, page } from '#platform/http/render.tsx'
import { cacheable } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { StyleguidePage, SuggestionList } from '#ui/index.ts'
import { styleguideChart } from '#ui/styleguide/sample-charts.ts'
import { urls } from '#urls.ts'
import { HomeHero, HomePage } from './home-page.tsx'
import { SearchPage } from './search-page.tsx'

/** What cannot be read is left out: any address of a search answers with a search. */
const searchQuery = z.object({
  q: z.string().max(200).catch(''),
  sort: z.enum(['relevance', 'date']).catch('relevance'),
  class: z.string().max(40).optional().catch(undefined),
  unit: unitField,
  division: divisionField,
  year: z.coerce.number().int().min(1990).max(2100).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})

export const frontRoutes = routes()
  .get(urls.home(), async (c) => {
    const { db, clock, config } = c.get('house')
    const now = clock.now()
    const { year } = now.toZonedDateTimeISO(config.timeZone)
    const [latest, figures] = await Promise.all([latestLetters(db, 5), letterFigures(db, now, { year })])
    cacheable(c, { tags: ['letters', 'stats'] })
    return page(c, '首页', <HomePage latest={latest} figures={figures} />, {
      banner: <HomeHero cityName={config.cityName} />,
      description: `${config.cityName}阳光政务：给市长写信、查办理进度、看答复`,
    })
  })
  .get(urls.search(), async (c) => {
    const { q, sort, after, class: kind, unit, division, year } = searchQuery.parse({ q: '', ...c.req.query() })
    const { db } = c.get('house')
    const filters = { class: kind, unitId: unit, divisionCode: division, year }
    const [result, units, divisions] = await Promise.all([
      searchDocuments(db, { q, sort, after, ...filters }),
      allUnits(db),
      allDivisions(db),
    ])
    const unitNames = new Map(units.map(({ id, shortName }) => [id, shortName]))
    const divisionNames = new Map(divisions.map(({ code, name }) => [code, name]))
    const words = {
      unit: (id: string) => unitNames.get(id) ?? '其他单位',
      class: classWord,
      division: (code: string) => divisionNames.get(code) ?? code,
    }
    // What is found is as wide as the language: such a page is kept for a moment only, for what a whole city asks at once.
    cacheable(c, { tags: ['letters'], query: Object.keys(searchQuery.shape), seconds: 15 })
    return page(
      c,
      q ? `搜索：${q}` : '搜索',
      <SearchPage q={q} sort={sort} filters={filters} result={result} words={words} />,
      { searchQuery: q },
    )
  })
  .get(urls.searchSuggest(), async (c) => {
    const suggestions = await suggest(c.get('house').db, (c.req.query('q') ?? '').slice(0, 50))
    const items = suggestions.map(({ text, path }) => ({ label: text, href: path ?? urls.search(text) }))
    return fragment(c, <SuggestionList items={items} />)
  })
  .get(urls.styleguide(), (c) => {
    cacheable(c, { tags: [] })
    return page(c, '设计样式', <StyleguidePage />)
  })
  .get(`${urls.styleguide()}/:chart{[a-z-]+\\.svg}`, (c) => {
    const narrow = c.req.query('narrow') === '1'
    const svg = styleguideChart(c.req.param('chart').replace(/\.svg$/, ''), { theme: c.get('display'), narrow })
    if (!svg) throw notFound()
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
  })
