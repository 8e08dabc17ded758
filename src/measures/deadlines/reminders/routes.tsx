import { z } from 'zod'
import { staffOnly } from '#core/people/index.ts'
import { dateIn } from '#platform/clock.ts'
import { routes } from '#platform/http/env.ts'
import { page } from '#platform/http/render.tsx'
import { notFound } from '#platform/refusal.ts'
import { urls } from '#urls.ts'
import { readReminders } from './reminders.ts'
import { RemindersPage } from './reminders-page.tsx'

const round = z.iso.datetime({ offset: true }).regex(/^2/)

/** Everybody sees what they themselves were told. */
export const reminderRoutes = routes()
  .use(urls.deskReminders(), staffOnly)
  .get(urls.deskReminders(), async (c) => {
    const actor = c.get('actor')
    if (actor.kind !== 'staff') throw notFound()
    const house = c.get('house')
    const { timeZone, digestTimes } = house.config
    const asked = round.safeParse(c.req.query('round')).data
    const body = (
      <RemindersPage
        reminders={await readReminders(house, actor, asked ? Temporal.Instant.from(asked) : null)}
        timeZone={timeZone}
        today={dateIn(timeZone, house.clock.now())}
        times={digestTimes.map((time) => time.toString({ smallestUnit: 'minute' })).join('、')}
      />
    )
    return page(c, '提醒', body, { layout: 'desk' })
  })
