import type { Jobs } from '#platform/jobs.ts'
import { recountBreaches } from './breaches/follow-calendar.ts'
import { passBreachDays, proposeBreaches } from './breaches/propose-breaches.ts'
import { forgetStarts } from './contacts/starts.ts'
import { sendDigests } from './watches/digest.ts'

export const firstAskedJobs: Jobs = {
  tasks: {
    'first-asked:digest': async (house) => {
      await sendDigests(house)
    },
    'first-asked:forget-starts': (house) => forgetStarts(house),
    'first-asked:breaches': async (house) => {
      await passBreachDays(house)
      await proposeBreaches(house)
    },
    'first-asked:recount-breaches': async (house) => {
      await recountBreaches(house)
    },
  },
  // UTC: 08:45 and 14:15 in the city; what visitors typed goes within the quarter of an hour; decisions take effect and terms end as the day begins.
  cron: [
    '45 0 * * * first-asked:digest ?id=first-asked-morning',
    '15 6 * * * first-asked:digest ?id=first-asked-afternoon',
    '*/15 * * * * first-asked:forget-starts',
    '10 16,0 * * * first-asked:breaches',
  ],
}
