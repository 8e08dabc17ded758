import type { Jobs } from '#platform/jobs.ts'
import { groupLetters } from './group-letters.ts'

/** Every ten minutes what is new; once a night, at 03:52 in the city, whatever was passed over. */
export const topicJobs: Jobs = {
  tasks: {
    'letters:group': async (house) => {
      await groupLetters(house)
    },
    'letters:group-all': async (house) => {
      await groupLetters(house, { all: true })
    },
  },
  cron: ['*/10 * * * * letters:group', '52 19 * * * letters:group-all'],
}
