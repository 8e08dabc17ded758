import { dateIn } from '#platform/clock.ts'
import type { Jobs } from '#platform/jobs.ts'
import { makeReport } from './make-report.ts'
import { dueOn } from './report.ts'

export const reportJobs: Jobs = {
  tasks: {
    'reports:make': async (house) => {
      const today = dateIn(house.config.timeZone, house.clock.now())
      for (const period of dueOn(today)) await makeReport(house, period, today, null)
    },
  },
  // UTC: before eight in the city, each day; Mondays and firsts of the month more than one.
  cron: ['40 23 * * * reports:make'],
}
