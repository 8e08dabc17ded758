import type { Jobs } from '#platform/jobs.ts'
import { foldTaps } from './fold-taps.ts'

export const onTheSpotJobs: Jobs = {
  tasks: { 'on-the-spot:fold': foldTaps },
  // 01:10 in the city.
  cron: ['10 17 * * * on-the-spot:fold'],
}
