import { type SQL, sql } from 'drizzle-orm'

/**
 * An answer was given and stands: whoever asked has not rejected it. While it is done again (二次办理) or looked at (复核) the row still carries the moment of
 * the answer that was rejected; figures and outlets go by this. Of the row `m`, or of the table itself.
 */
export const answerStands = (row = 'matters'): SQL<boolean> =>
  sql.raw(`(${row}.answered_at is not null and ${row}.state in ('answered', 'closed'))`) as SQL<boolean>

/** Open past its date with the clock running: no answer stands, no lawful stop, and not with those who review it. */
export const isLate = (now: SQL, row = 'matters'): SQL<boolean> =>
  sql<boolean>`(${sql.raw(`not (${row}.answered_at is not null and ${row}.state in ('answered', 'closed')) and ${row}.closed_at is null and not ${row}.paused
    and ${row}.state <> 'underReview' and coalesce(${row}.law_due_at, ${row}.due_at)`)} <= ${now})`
