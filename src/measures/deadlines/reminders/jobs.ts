import { lt } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import type { Jobs } from '#platform/jobs.ts'
import { breakThrough } from './break-through.ts'
import { runRounds } from './run-round.ts'
import { reminderLines } from './tables.ts'

/** Days for which people find what they were told. */
const keptDays = 90

const roundLock = 20_260_845

/**
 * Looked at every minute, so that a house that stood still at the hour of a round catches up within a minute of its start; what has been done is not done
 * again, whoever comes.
 */
export const reminderJobs: Jobs = {
  tasks: {
    'reminders:round': async (house) => whileAlone(house, () => runRounds(house)),
    'reminders:soon': async (house) => {
      await breakThrough(house)
    },
    'reminders:sweep': sweepLines,
  },
  cron: ['* * * * * reminders:round', '* * * * * reminders:soon', '17 18 * * * reminders:sweep'],
}

/** One at a time in the whole city; the lock belongs to a connection, so that a process that dies lets it go. */
async function whileAlone(house: House, work: () => Promise<unknown>): Promise<void> {
  const client = await house.db.$client.connect()
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [roundLock])
    if (!rows[0]?.mine) return
    try {
      await work()
    } finally {
      await client.query('select pg_advisory_unlock($1)', [roundLock])
    }
  } finally {
    client.release()
  }
}

async function sweepLines({ db, clock }: House): Promise<void> {
  await db.delete(reminderLines).where(lt(reminderLines.roundAt, clock.now().subtract({ hours: keptDays * 24 })))
}
