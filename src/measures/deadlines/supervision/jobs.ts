import { z } from 'zod'
import type { Jobs } from '#platform/jobs.ts'
import { issueOrderPaper } from './order-paper.ts'

const payload = z.object({ orderId: z.uuid() })

export const supervisionJobs: Jobs = {
  tasks: {
    'supervision:issue-paper': async (house, given) => {
      await issueOrderPaper(house, payload.parse(given).orderId)
    },
  },
}
