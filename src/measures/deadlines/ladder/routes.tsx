import { dateIn } from '#platform/clock.ts'
import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { cacheable } from '#platform/page-cache/index.ts'
import { urls } from '#urls.ts'
import { rulesBreadcrumbs } from '../rules/rules-page.tsx'
import { ladderOn } from './ladder.ts'
import { LadderPage } from './ladder-page.tsx'

export const ladderRoutes = routes().get(urls.ladder(), async (c) => {
  const { db, clock, config } = c.get('house')
  cacheable(c, { tags: ['calendar'] })
  const rungs = await ladderOn(db, dateIn(config.timeZone, clock.now()))
  return page(c, '提醒和督办规则', <LadderPage rungs={rungs} times={config.digestTimes} />, {
    breadcrumbs: [...rulesBreadcrumbs, { href: urls.ladder(), label: '提醒和督办规则' }],
  })
})
