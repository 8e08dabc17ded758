import { z } from 'zod'
import type { Jobs } from '#platform/jobs.ts'
import { issuePaperOfEvent } from './petition-papers.ts'

const payload = z.object({ matterId: z.uuid(), seq: z.int().positive() })

export const petitionJobs: Jobs = {
  tasks: {
    'petitions:issue-papers': async (house, given) => {
      const { matterId, seq } = payload.parse(given)
      await issuePaperOfEvent(house, matterId, seq)
    },
  },
}
