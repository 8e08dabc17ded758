import { everyDeskRoutes, readToday } from '#core/casework/index.ts'
import { staffOnly } from '#core/people/index.ts'
import { notKeptToday, worksToday } from '#measures/deadlines/index.ts'
import { interviewsToday } from '#measures/dialogue/index.ts'
import { dateIn } from '#platform/clock.ts'
import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { countRed } from './red/red-matters.ts'
import { TodayPage } from './today-page.tsx'

export const todayRoutes = routes()
  .get(urls.desk(), staffOnly, async (c) => {
    const house = c.get('house')
    const actor = c.get('actor')
    if (actor.kind !== 'staff') throw notFound()
    const [parts, works, red, notKept, interviews] = await Promise.all([
      readToday(house, actor),
      worksToday(house, actor),
      countRed(house, actor, {}),
      notKeptToday(house, actor),
      interviewsToday(house, actor),
    ])
    const redCount = red.reduce((sum, { count }) => sum + count, 0)
    const today = dateIn(house.config.timeZone, house.clock.now())
    return page(
      c,
      '今天',
      <TodayPage {...{ today, parts, works, redCount, notKept, interviews }} name={actor.name} />,
      {
        layout: 'desk',
      },
    )
  })
  .route('/', everyDeskRoutes)
