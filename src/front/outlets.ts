import { interviewAddresses, publishedAddresses, publishedMonths } from '#measures/dialogue/index.ts'

/** `https://host` and a path made ready for XML. */
const loc = (site: string, path: string): string => escapeXml(`${site}${path}`)

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const schema = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

/** The index of sitemaps: one of the fixed pages, one for each month with published letters (sitemaps.org: at most 50,000 addresses a file). */
export async function sitemapIndex(db: Parameters<typeof publishedMonths>[0], site: string): Promise<string> {
  const months = await publishedMonths(db)
  const maps = [
    '/sitemap/pages.xml',
    '/sitemap/interviews.xml',
    ...months.map((month) => `/sitemap/letters-${month}.xml`),
  ]
  return `${declaration}<sitemapindex ${schema}>${maps.map((map) => `<sitemap><loc>${loc(site, map)}</loc></sitemap>`).join('')}</sitemapindex>\n`
}

/** Fixed pages, by their paths. */
export const pagesSitemap = (site: string, paths: string[]): string =>
  urlset(
    paths.map((path) => ({ path })),
    site,
  )

/** The letters published in one month, `2026-11`. */
export async function lettersSitemap(
  db: Parameters<typeof publishedMonths>[0],
  site: string,
  month: Temporal.PlainYearMonth,
): Promise<string> {
  return urlset(await publishedAddresses(db, month), site)
}

export const interviewsSitemap = async (
  house: Parameters<typeof interviewAddresses>[0],
  site: string,
): Promise<string> => urlset(await interviewAddresses(house), site)

const urlset = (entries: { path: string; changedOn?: Temporal.PlainDate }[], site: string): string =>
  `${declaration}<urlset ${schema}>${entries
    .map(
      ({ path, changedOn }) =>
        `<url><loc>${loc(site, path)}</loc>${changedOn ? `<lastmod>${changedOn}</lastmod>` : ''}</url>`,
    )
    .join('')}</urlset>\n`

/** What a search engine has nothing to look for in: pages of persons, forms under way, the desk. */
export const robots = (site: string, closed: string[]): string =>
  ['User-agent: *', ...closed.map((path) => `Disallow: ${path}`), '', `Sitemap: ${site}/sitemap.xml`, ''].join('\n')

/** OpenSearch 1.1: lets a browser search here from its own bar. */
export const openSearch = (site: string, cityName: string, search: string, suggestions: string): string =>
  `${declaration}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"><ShortName>阳光政务</ShortName><Description>${escapeXml(cityName)}阳光政务：搜来信和答复</Description><InputEncoding>UTF-8</InputEncoding><Language>zh-CN</Language><Image height="16" width="16" type="image/svg+xml">${loc(site, '/assets/icon.svg')}</Image><Url type="text/html" template="${loc(site, search)}"/><Url type="application/x-suggestions+json" template="${loc(site, suggestions)}"/></OpenSearchDescription>\n`
