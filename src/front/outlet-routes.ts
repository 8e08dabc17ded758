import { suggest } from '#core/documents/index.ts'
import { routes } from '#platform/http/env.ts'
import { siteAddress } from '#platform/http/site-address.ts'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { interviewsSitemap, lettersSitemap, openSearch, pagesSitemap, robots, sitemapIndex } from './outlets.ts'

const fixedPages = [
  urls.home(),
  urls.newLetter(),
  urls.letters(),
  urls.letterStatistics(),
  urls.letterRates(),
  urls.letterTopics(),
  urls.newPetition(),
  urls.disclosure(),
  urls.newDisclosure(),
  urls.ledger(),
  urls.draws(),
  urls.gatherings(),
  urls.knowledge(),
  urls.interviews(),
  urls.interviewConference(),
  urls.verify(),
  urls.verifyPaper(),
  urls.checkMessage(),
  urls.rules(),
  urls.promises(),
  urls.ladder(),
  urls.dueCalculator(),
  urls.supervision(),
  urls.works(),
  urls.implementation(),
  urls.speed(),
  urls.firstAsked(),
  urls.duties(),
  urls.search(),
  urls.aboutData(),
  urls.apiDocs(),
]

const closedToRobots = [urls.desk(), urls.account(), urls.myMatters(), urls.follow(), urls.signIn(), urls.demoOutbox()]

const xml = { 'Content-Type': 'application/xml; charset=utf-8' }

/** What machines read of the whole site: sitemap, robots, OpenSearch. */
export const outletRoutes = routes()
  .get(urls.sitemap(), async (c) => c.body(await sitemapIndex(c.get('house').db, siteAddress(c)), 200, xml))
  .get('/sitemap/pages.xml', (c) => c.body(pagesSitemap(siteAddress(c), fixedPages), 200, xml))
  .get('/sitemap/interviews.xml', async (c) =>
    c.body(await interviewsSitemap(c.get('house'), siteAddress(c)), 200, xml),
  )
  .get('/sitemap/:file{letters-\\d{4}-\\d{2}\\.xml}', async (c) => {
    const month = readMonth(c.req.param('file').slice('letters-'.length, -'.xml'.length))
    if (!month) throw notFound()
    return c.body(await lettersSitemap(c.get('house').db, siteAddress(c), month), 200, xml)
  })
  .get(urls.robots(), (c) => c.text(robots(siteAddress(c), closedToRobots)))
  .get(urls.openSearch(), (c) =>
    c.body(
      openSearch(
        siteAddress(c),
        c.get('house').config.cityName,
        `${urls.search()}?q={searchTerms}`,
        `${urls.searchSuggestions()}?q={searchTerms}`,
      ),
      200,
      { 'Content-Type': 'application/opensearchdescription+xml; charset=utf-8' },
    ),
  )
  .get(urls.searchSuggestions(), async (c) => {
    const q = (c.req.query('q') ?? '').slice(0, 60)
    const found = q === '' ? [] : await suggest(c.get('house').db, q)
    return c.body(JSON.stringify([q, found.map(({ text }) => text)]), 200, {
      'Content-Type': 'application/x-suggestions+json; charset=utf-8',
    })
  })

function readMonth(text: string): Temporal.PlainYearMonth | null {
  try {
    return Temporal.PlainYearMonth.from(text)
  } catch {
    return null
  }
}
