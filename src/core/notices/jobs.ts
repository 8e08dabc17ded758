import { z } from 'zod'
import type { Jobs } from '#platform/jobs.ts'
import { deliverNotice, driveNotices } from './deliver-notice.ts'

const payload = z.object({ id: z.uuid() })

export const noticeJobs: Jobs = {
  tasks: {
    'notices:deliver': async (house, given) => deliverNotice(house, payload.parse(given).id),
    'notices:drive': async (house) => driveNotices(house),
  },
  cron: ['* * * * * notices:drive'],
}
