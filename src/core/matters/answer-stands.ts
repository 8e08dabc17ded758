import { type SQL, sql } from 'drizzle-orm'

/**
 * An answer was given and stands: whoever asked has not rejected it. While it is done again (二次办理) or looked at (复核) the row still carries the moment of
 * the answer that was rejected; figures and outlets go by this. Of the row `m`, or of the table itself.
 */
export const answerStands = (row = 'matters'): SQL<boolean> =>
  sql.raw(`(${row}.answered_at is not null and ${row}.state in ('answered', 'closed'))`) as SQL<boolean>

/** Open past its date with the clock running: no answer stands, no lawful stop, and not with those who review it. */
export const isLate = (now: SQL, row = 'matters'): SQL<boolean> => {
  const column = (name: string) => sql.raw(`${row}.${name}`)
  return sql<boolean>`(not ${answerStands(row)} and ${column('closed_at')} is null and not ${column('paused')}
    and ${column('state')} <> 'underReview' and coalesce(${column('law_due_at')}, ${column('due_at')}) <= ${now})`
}
