import { z } from 'zod'
import { divisionField, unitField } from '#platform/http/address-fields.ts'
import { routes } from '#platform/http/env.ts'
import { siteAddress } from '#platform/http/site-address.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { notFound } from '#platform/refusal.ts'
import { publishedLetters } from '../publishing/publications.ts'
import { feedFormats, lettersFeed } from './letter-feeds.ts'

const filters = z.object({
  class: z.enum(['consult', 'help', 'complaint', 'suggestion', 'praise']).optional().catch(undefined),
  unit: unitField,
  division: divisionField,
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
})

/** The list of published letters for readers that are no browser. */
export const letterFeedRoutes = routes().get('/letters/:feed{feed\\.[a-z]+}', async (c) => {
  const format = z.enum(['rss', 'atom', 'json']).safeParse(c.req.param('feed').slice('feed.'.length))
  if (!format.success) throw notFound()
  const { db, clock, config } = c.get('house')
  const chosen = filters.parse(c.req.query())
  const { letters } = await publishedLetters(db, chosen, { size: 50 })
  cacheable(c, { tags: ['letters'], query: Object.keys(filters.shape) })
  const text = lettersFeed(format.data, {
    site: siteAddress(c),
    cityName: config.cityName,
    filters: chosen,
    letters,
    updated: clock.now(),
  })
  return c.body(text, 200, { 'Content-Type': `${feedFormats[format.data].mime}; charset=utf-8` })
})
