import { z } from 'zod'
import { divisionField, unitField } from '#platform/http/address-fields.ts'
import { routes } from '#platform/http/env.ts'
import { answerFeed, feedFormatIn } from '#platform/http/feed.ts'
import { cacheable } from '#platform/page-cache/index.ts'
import { publishedLetters } from '../publishing/publications.ts'
import { lettersFeed } from './letter-feeds.ts'

const filters = z.object({
  class: z.enum(['consult', 'help', 'complaint', 'suggestion', 'praise']).optional().catch(undefined),
  topic: unitField,
  unit: unitField,
  division: divisionField,
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
})

/** The list of published letters for readers that are no browser. */
export const letterFeedRoutes = routes().get('/letters/:feed{feed\\.[a-z]+}', async (c) => {
  const format = feedFormatIn(c)
  const { db, clock } = c.get('house')
  const chosen = filters.parse(c.req.query())
  const { letters } = await publishedLetters(db, chosen, { size: 50 })
  cacheable(c, { tags: ['letters'], query: Object.keys(filters.shape) })
  return answerFeed(c, format, lettersFeed(chosen, letters, clock.now()))
})
