import type { Jobs } from '#platform/jobs.ts'
import { adviserInUse } from './advising/adviser.ts'
import { learnAdvice } from './learning/learn-advice.ts'

export const adviceJobs: Jobs = {
  tasks: {
    'letters:learn-advice': async (house, { asked }) => {
      await learnAdvice(house, { onlyIfNew: asked !== true })
    },
    'letters:learn-first-advice': async (house) => {
      if ((await adviserInUse(house.db)) === null) await learnAdvice(house, { onlyIfNew: true })
    },
  },
  // UTC: half past two at night in the city, when nobody waits.
  cron: ['30 18 * * * letters:learn-advice'],
}
