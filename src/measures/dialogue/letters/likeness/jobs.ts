import { matterHappened, takes } from '#core/facts/index.ts'
import type { Jobs } from '#platform/jobs.ts'
import { takeFingerprints, takeFingerprintsOf } from './take-fingerprints.ts'

/** An answer is compared with from the moment it is given. */
takes(matterHappened, {
  by: 'letters.fingerprint',
  wants: ({ kind, type }) => kind === 'letter' && type === 'answered',
  take: (house, { matterId }) => takeFingerprintsOf(house, matterId),
})

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
