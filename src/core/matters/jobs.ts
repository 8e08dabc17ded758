import { z } from 'zod'
import { enqueue, type Jobs } from '#platform/jobs.ts'
import { recountDates } from './calendar-change.ts'
import { endParts, recordPartAnswer } from './joint.ts'
import { tellMoved } from './tell.ts'
import { nextLook, wakeDue } from './wake.ts'

const payload = z.object({ matterId: z.uuid() })
const movedPayload = z.object({ ids: z.array(z.uuid()), told: z.uuid() })

/** The timer runs itself again at the earliest moment; the crontab starts it where nothing did, e.g. after a restore. */
export const matterJobs: Jobs = {
  tasks: {
    'matters:wake': async (house) => {
      await wakeDue(house)
      await enqueue(house.db, 'matters:wake', {}, { runAt: await nextLook(house), key: 'matters:wake' })
    },
    'matters:part-answered': async (house, given) => recordPartAnswer(house, payload.parse(given).matterId),
    'matters:end-parts': async (house, given) => endParts(house, payload.parse(given).matterId),
    'matters:tell-moved': async (house, given) => {
      const { ids, told } = movedPayload.parse(given)
      await tellMoved(house, ids, told)
    },
    'matters:recount': async (house, given) => {
      await recountDates(house)
      // An act that had begun under the old calendar has ended by then: no transaction lives longer than a minute.
      const again = { runAt: house.clock.now().add({ seconds: 90 }), key: 'matters:recount-again' }
      if (!given.isSecond) await enqueue(house.db, 'matters:recount', { isSecond: true }, again)
    },
  },
  cron: ['* * * * * matters:wake'],
}
