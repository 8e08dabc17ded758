import { and, gte, isNotNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { formatShare } from '#ui/index.ts'
import { standards } from './standards.ts'
import { calls } from './tables.ts'

/** Of calls that came into the queue; one still waiting is in none of them. Times are means in seconds, null where there is nothing to take a mean of. */
export type LineFigures = {
  offered: number
  answered: number
  /** Within 15 seconds. */
  inTime: number
  missed: number
  waitSeconds: number | null
  talkSeconds: number | null
  wrapUpSeconds: number | null
}
export type LineFiguresBy = LineFigures & { label: string }
export type Span = { from: Temporal.Instant; to: Temporal.Instant }

const seconds = (from: string, to: string) => sql.raw(`extract(epoch from calls.${to} - calls.${from})`)
const mean = (of: SQL): SQL<number | null> => sql<number | null>`round(avg(${of}))::int`

const counted = {
  offered: sql<number>`count(*)::int`,
  answered: sql<number>`(count(*) filter (where calls.answered_at is not null))::int`,
  inTime: sql<number>`(count(*) filter (where ${seconds('offered_at', 'answered_at')} <= ${sql.raw(String(standards.answerWithin.seconds))}))::int`,
  missed: sql<number>`(count(*) filter (where calls.state = 'missed'))::int`,
  waitSeconds: mean(seconds('offered_at', 'answered_at')),
  talkSeconds: mean(sql`case when not calls.is_presumed then ${seconds('answered_at', 'ended_at')} end`),
  wrapUpSeconds: mean(seconds('ended_at', 'wrap_up_until')),
}

const within = ({ from, to }: Span): SQL | undefined =>
  and(isNotNull(calls.offeredAt), ne(calls.state, 'waiting'), gte(calls.startedAt, from), lt(calls.startedAt, to))

export async function lineFigures(db: Db, span: Span): Promise<LineFigures> {
  const [row] = await db.select(counted).from(calls).where(within(span))
  return (
    row ?? { offered: 0, answered: 0, inTime: 0, missed: 0, waitSeconds: null, talkSeconds: null, wrapUpSeconds: null }
  )
}

/** By day, or by the hour of the day, in the time of the city. */
export async function lineFiguresBy(
  db: Db,
  span: Span,
  by: 'day' | 'hour',
  timeZone: string,
): Promise<LineFiguresBy[]> {
  const format = by === 'day' ? 'YYYY-MM-DD' : 'HH24'
  const label = sql<string>`to_char(calls.started_at at time zone ${sql.raw(`'${timeZone.replace(/[^\w/+-]/g, '')}'`)}, ${sql.raw(`'${format}'`)})`
  const rows = await db
    .select({ label, ...counted })
    .from(calls)
    .where(within(span))
    .groupBy(label)
    .orderBy(label)
  return rows.map((row) => ({ ...row, label: by === 'hour' ? `${row.label}时` : row.label }))
}

/** 接通率, of a hundred, to one decimal as it is shown; null where nobody called. */
export const connectRate = ({ answered, offered }: Pick<LineFigures, 'answered' | 'offered'>): number | null =>
  offered === 0 ? null : (answered / offered) * 100

/** What everybody reads on the page of statistics: of thirty days. */
export async function publicLine({ db, clock }: Pick<House, 'db' | 'clock'>) {
  const now = clock.now()
  const { offered, answered, inTime } = await lineFigures(db, { from: now.subtract({ hours: 24 * 30 }), to: now })
  return offered === 0 ? null : { offered, rate: formatShare(answered, offered), inTime: formatShare(inTime, answered) }
}

/** 连续24小时 */
export const lastDay = (now: Temporal.Instant): Span => ({ from: now.subtract({ hours: 24 }), to: now })
