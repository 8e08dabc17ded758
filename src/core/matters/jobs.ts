import { z } from 'zod'
import { enqueue, type Jobs } from '#platform/jobs.ts'
import { recountDates } from './calendar-change.ts'
import { endParts, recordPartAnswer } from './joint.ts'
import { nextLook, wakeDue } from './wake.ts'

const payload = z.object({ matterId: z.uuid() })

/** The timer runs itself again at the earliest moment; the crontab starts it where nothing did, e.g. after a restore. */
export const matterJobs: Jobs = {
  tasks: {
    'matters:wake': async (house) => {
      await wakeDue(house)
      await enqueue(house.db, 'matters:wake', {}, { runAt: await nextLook(house), key: 'matters:wake' })
    },
    'matters:part-answered': async (house, given) => recordPartAnswer(house, payload.parse(given).matterId),
    'matters:end-parts': async (house, given) => endParts(house, payload.parse(given).matterId),
    'matters:recount': async (house) => {
      await recountDates(house)
    },
  },
  cron: ['* * * * * matters:wake'],
}
