import { type SQL, sql } from 'drizzle-orm'
import { matters } from '#core/matters/index.ts'

/** The light on the board: red is what the law says is late; what only its unit's promise says is late is still yellow. */
export const lamp = (now: Temporal.Instant, of: { light: unknown; lawDueAt: unknown } = matters): SQL =>
  sql`case when ${of.light} = 'red' and ${of.lawDueAt} > ${now.toString()}::timestamptz then 'yellow' else ${of.light} end`
