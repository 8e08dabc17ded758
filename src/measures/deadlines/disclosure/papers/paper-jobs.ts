import { z } from 'zod'
import type { Jobs } from '#platform/jobs.ts'
import { issuePapersOfEvent } from './disclosure-papers.ts'

const payload = z.object({ matterId: z.uuid(), seq: z.int().positive() })

export const disclosurePaperJobs: Jobs = {
  tasks: {
    'disclosure:issue-papers': async (house, given) => {
      const { matterId, seq } = payload.parse(given)
      await issuePapersOfEvent(house, matterId, seq)
    },
  },
}
