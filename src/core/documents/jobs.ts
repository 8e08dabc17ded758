import type { Jobs } from '#platform/jobs.ts'
import { sweepFiles } from './files/sweep-files.ts'
import { countWords } from './search/count-words.ts'

export const documentJobs: Jobs = {
  tasks: {
    'documents:sweep-files': async (house) => {
      await sweepFiles(house)
    },
    'documents:count-words': async (house) => countWords(house.db),
  },
  cron: ['*/10 * * * * documents:sweep-files', '* * * * * documents:count-words'],
}
