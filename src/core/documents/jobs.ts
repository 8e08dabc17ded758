import { z } from 'zod'
import type { Jobs } from '#platform/jobs.ts'
import { makeExport, sweepExports } from './exports/make-export.ts'
import { sweepFiles } from './files/sweep-files.ts'
import { countWords } from './search/count-words.ts'

const exportPayload = z.object({ exportId: z.uuid() })

export const documentJobs: Jobs = {
  tasks: {
    'documents:sweep-files': async (house) => {
      await sweepFiles(house)
    },
    'documents:count-words': async (house) => countWords(house.db),
    'documents:export': async (house, given) => makeExport(house, exportPayload.parse(given).exportId),
    'documents:sweep-exports': sweepExports,
  },
  cron: [
    '*/10 * * * * documents:sweep-files',
    '* * * * * documents:count-words',
    '*/10 * * * * documents:sweep-exports',
  ],
}
