import type { Jobs } from '#platform/jobs.ts'
import { enterEarlierMonths } from './enter-month.ts'
import { rollUp } from './roll-up.ts'

/** Once a minute; without news it asks one empty table. */
export const speedJobs: Jobs = {
  tasks: {
    'speed:roll-up': async (house) => {
      await rollUp(house)
    },
    'speed:enter-earlier': async (house) => {
      await enterEarlierMonths(house.db)
    },
  },
  cron: ['* * * * * speed:roll-up'],
}
