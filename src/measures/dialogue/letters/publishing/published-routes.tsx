import { z } from 'zod'
import { unitDirectory } from '#core/people/index.ts'
import { divisionField, readPageKey, unitField, writePageKey } from '#platform/http/address-fields.ts'
import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { siteAddress } from '#platform/http/site-address.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { formatDateTime } from '#ui/index.ts'
import { urls } from '#urls.ts'
import { publicLine } from '../../calls/figures.ts'
import { letterFeedLinks } from '../feeds/letter-feeds.ts'
import { letterLinkedData, mailboxLinkedData } from '../feeds/linked-data.ts'
import { readStatistics } from '../statistics/statistics.ts'
import { chartNames, statisticsChart } from '../statistics/statistics-charts.ts'
import { StatisticsPage } from '../statistics/statistics-page.tsx'
import { LettersPage, lettersBreadcrumbs } from './letters-page.tsx'
import { publicationPaper } from './publication-paper.ts'
import { publicationFacets, publishedLetter, publishedLetters, versionsOf } from './publications.ts'
import { PublishedLetterPage, WithdrawnLetterPage } from './published-letter-page.tsx'

/** Whatever cannot be read in an address is left out: a wrong filter shows the list, not an error. */
const filters = z.object({
  class: z.enum(['consult', 'help', 'complaint', 'suggestion', 'praise']).optional().catch(undefined),
  topic: unitField,
  unit: unitField,
  division: divisionField,
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  after: z.string().optional(),
  before: z.string().optional(),
  narrow: z.literal('1').optional().catch(undefined),
})

/** What everybody may read of letters. */
export const publishedLetterRoutes = routes()
  .get(urls.letters(), async (c) => {
    const { after, before, narrow: _, ...chosen } = filters.parse(c.req.query())
    const { db } = c.get('house')
    const key = { after: readPageKey(after), before: readPageKey(before) }
    const [{ letters, hasMore }, facets] = await Promise.all([publishedLetters(db, chosen, key), publicationFacets(db)])
    const first = letters[0]
    const last = letters.at(-1)
    const isBack = key.before !== undefined
    cacheable(c, { tags: ['letters'], query: ['class', 'topic', 'unit', 'division', 'year', 'after', 'before'] })
    return page(
      c,
      '来信公开',
      <LettersPage
        letters={letters}
        filters={chosen}
        facets={facets}
        previousHref={
          first && (isBack ? hasMore : key.after)
            ? urls.letters({ ...chosen, before: writePageKey(first.publishedAt, first.id) })
            : undefined
        }
        nextHref={
          last && (isBack || hasMore)
            ? urls.letters({ ...chosen, after: writePageKey(last.publishedAt, last.id) })
            : undefined
        }
      />,
      {
        breadcrumbs: lettersBreadcrumbs,
        description: '市民写给市长的信和各单位的答复',
        alternates: letterFeedLinks(chosen),
        linkedData: mailboxLinkedData(siteAddress(c), c.get('house').config.cityName),
      },
    )
  })
  .get(urls.letterStatistics(), async (c) => {
    const { year } = filters.parse(c.req.query())
    const house = c.get('house')
    const statistics = await readStatistics(house.db, house.clock.now(), year)
    cacheable(c, { tags: ['stats'], query: ['year'] })
    return page(
      c,
      '来信统计',
      <StatisticsPage
        {...statistics}
        year={year}
        asOf={formatDateTime(statistics.countedAt, house.config.timeZone)}
        line={await publicLine(house)}
      />,
      { breadcrumbs: [...lettersBreadcrumbs, { href: urls.letterStatistics(), label: '统计' }] },
    )
  })
  .get(`${urls.letterStatistics()}/:chart{[a-z]+\\.svg}`, async (c) => {
    const name = chartNames.find((known) => `${known}.svg` === c.req.param('chart'))
    if (!name) throw notFound()
    const { year, narrow } = filters.parse(c.req.query())
    const house = c.get('house')
    const figures = await readStatistics(house.db, house.clock.now(), year)
    cacheable(c, { tags: ['stats'], query: ['year', 'narrow'] })
    const svg = statisticsChart(name, figures, { narrow: narrow === '1', display: c.get('display') })
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8', Vary: 'Cookie' })
  })
  .get(`${urls.letters()}/:number{\\d{15,}}/letter.pdf`, async (c) => {
    const number = c.req.param('number') ?? ''
    const pdf = await publicationPaper(c.get('house'), number)
    if (!pdf) throw notFound('来信')
    return c.body(new Uint8Array(pdf), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${number}.pdf"`,
      // It may have to go within a second.
      'Cache-Control': 'no-store',
    })
  })
  .get(`${urls.letters()}/:number{\\d{15,}}`, async (c) => {
    const house = c.get('house')
    const letter = await publishedLetter(house.db, c.req.param('number'))
    if (!letter) throw notFound('来信')
    const { timeZone } = house.config
    cacheable(c, { tags: [`letter:${letter.number}`, 'topics'] })
    const breadcrumbs = [
      ...lettersBreadcrumbs,
      { href: urls.letter(letter.number), label: letter.title || '已撤下的来信' },
    ]
    if (letter.status === 'withdrawn') {
      return page(c, '这封信已撤下', <WithdrawnLetterPage letter={letter} timeZone={timeZone} />, {
        status: 410,
        breadcrumbs,
      })
    }
    // A first version has nothing to say beside itself.
    const versions = letter.version > 1 ? await versionsOf(house.db, letter.id) : []
    const named = await unitDirectory(house.db)
    const way = letter.chain.map((id) => named.get(id)?.shortName ?? '原单位')
    return page(
      c,
      letter.title,
      <PublishedLetterPage letter={letter} versions={versions} way={way} timeZone={timeZone} />,
      {
        breadcrumbs,
        linkedData: letterLinkedData(letter, siteAddress(c)),
        description: `${letter.divisionName}来信，${letter.unitName}答复于 ${letter.answeredOn}`,
      },
    )
  })
