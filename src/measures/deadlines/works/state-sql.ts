import { type SQL, sql } from 'drizzle-orm'
import { works } from './tables.ts'

/** `stateOf` in SQL, on the columns that it reads; `state-sql.test.ts` compares the two. */
export const stateSql = (today: Temporal.PlainDate): SQL<string> => sql<string>`case
  when ${works.signedOffAt} is not null then 'signedOff'
  when ${works.blockedSince} is not null then 'blocked'
  when ${works.nextDueOn} < ${today.toString()}::date then 'lagging'
  when ${works.nextDueOn} is null and ${works.confirmedAt} is not null then 'done'
  when ${today.toString()}::date < ${works.startsOn} then 'notStarted'
  else 'onTrack' end`

/** Where the list by date has its order: what has no date left comes last. */
export const dueOrder: SQL = sql`coalesce(${works.nextDueOn}, date '9999-12-31')`
