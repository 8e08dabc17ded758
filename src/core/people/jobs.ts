import { enqueue, type Jobs } from '#platform/jobs.ts'
import { forgetAbsences } from './absences/absences.ts'
import { sealAudit } from './audit.ts'
import { forgetOldPeople } from './forget-person.ts'
import { sweepSessions } from './session-life.ts'

const sealKey = 'people:seal'

export const peopleJobs: Jobs = {
  tasks: {
    /** Seals what waits, then again in three seconds; the cron line starts it anew should it ever break off. */
    'people:seal': async (house) => {
      while ((await sealAudit(house.db)) > 0) {}
      // Graphile-worker's clock is the machine's, so the run time is too.
      await enqueue(house.db, 'people:seal', {}, { key: sealKey, runAt: Temporal.Now.instant().add({ seconds: 3 }) })
    },
    'people:sweep': async (house) => {
      await sweepSessions(house)
      await forgetOldPeople(house)
      await forgetAbsences(house)
    },
  },
  cron: [`* * * * * people:seal ?jobKey=${sealKey}&jobKeyMode=preserve_run_at`, '17 19 * * * people:sweep'],
}
