import type { Jobs } from '#platform/jobs.ts'
import { forgetEnded } from './forget-ended.ts'

export const personalDataJobs: Jobs = {
  tasks: {
    'personal-data:forget-ended': async (house) => {
      const forgotten = await forgetEnded(house)
      if (forgotten > 0) house.log.info({ forgotten }, 'personal data of ended matters forgotten')
    },
  },
  // 03:23 in the city.
  cron: ['23 19 * * * personal-data:forget-ended'],
}
