import type { Jobs } from '#platform/jobs.ts'
import { takeFingerprints } from './take-fingerprints.ts'

/** New ones each minute; all at 03:41 in the city, for what an import or a long transaction brought in behind. */
export const likenessJobs: Jobs = {
  tasks: {
    'letters:fingerprint': async (house) => {
      await takeFingerprints(house)
    },
    'letters:fingerprint-all': async (house) => {
      await takeFingerprints(house, { all: true })
    },
  },
  cron: ['* * * * * letters:fingerprint', '41 19 * * * letters:fingerprint-all'],
}
