import { and, desc, eq, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { House } from '#platform/house.ts'
import { isId } from '#platform/id.ts'
import { channelFor } from '../channels/configured.ts'
import { isSafeAt } from '../deliver-notice.ts'
import { notices } from '../tables.ts'
import { flagsOf } from '../template.ts'

/** One medium over the last 24 hours. `p95`: seconds from the act to the hand-over, without what waited for the morning. */
export type MediumFigures = {
  channel: string
  sent: number
  waiting: number
  dead: number
  delivered: number
  undelivered: number
  p95: number | null
}

export async function noticeFigures(house: Pick<House, 'db' | 'clock'>): Promise<MediumFigures[]> {
  const since = house.clock.now().subtract({ hours: 24 }).toString()
  const { rows } = await house.db.execute<Record<keyof MediumFigures, string | null>>(sql`
    select channel,
      count(*) filter (where state = 'sent') as sent,
      count(*) filter (where state in ('queued', 'sending', 'failed')) as waiting,
      count(*) filter (where state = 'dead') as dead,
      count(*) filter (where receipt = 'delivered') as delivered,
      count(*) filter (where receipt = 'undelivered') as undelivered,
      percentile_cont(0.95) within group (order by extract(epoch from sent_at - created_at))
        filter (where state = 'sent' and sent_at - created_at < interval '1 hour') as p95
    from notices where created_at > ${since}::timestamptz and state <> 'suppressed' group by channel order by channel`)
  return rows.map((row) => ({
    channel: row.channel ?? '',
    sent: Number(row.sent),
    waiting: Number(row.waiting),
    dead: Number(row.dead),
    delivered: Number(row.delivered),
    undelivered: Number(row.undelivered),
    p95: row.p95 === null ? null : Number(row.p95),
  }))
}

/** Neither to whom nor what it says: a template, a code, how often. */
export type DeadLetter = {
  id: string
  title: string
  channel: string
  failure: string
  attempts: number
  createdAt: Temporal.Instant
  /** `again`: certain not to say it twice. `anyway`: it may have arrived, and a person may decide so. `no`: a repeat would change nothing. */
  retry: Retry
}

export type Retry = 'again' | 'anyway' | 'no'

/** Dead letters of one medium with one reason. `again`: how many of them may be sent again without a second look. */
export type DeadGroup = { channel: string; failure: string; letters: number; again: number }

const size = 30

/** The newest first. `after`: the id of the last one seen. */
export async function deadLetters(
  house: House,
  after: string | undefined,
): Promise<{ rows: DeadLetter[]; nextKey: string | null }> {
  const found = await house.db
    .select()
    .from(notices)
    .where(and(isDead, after && isId(after) ? lt(notices.id, after) : undefined))
    .orderBy(desc(notices.id))
    .limit(size + 1)
  const shown = found.slice(0, size)
  return {
    rows: shown.map((row) => ({
      id: row.id,
      title: flagsOf(row.template).title,
      channel: row.channel,
      failure: row.failure ?? '',
      attempts: row.attempts,
      createdAt: row.createdAt,
      retry: retryOf(house, row),
    })),
    nextKey: found.length > size ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** Given up by the machine, and nobody has looked yet. */
export const isDead = and(eq(notices.state, 'dead'), isNull(notices.settledAt))

/** May be sent again without a second look: neither in doubt, nor erased, nor reported as not arrived by its only medium. */
export function isCertain(house: House): SQL | undefined {
  const media = ['sms', 'email', 'wechat', 'push'].filter(
    (medium) => channelFor(house, medium).dropsRepeats === 'always',
  )
  return and(
    isNotNull(notices.bodyCipher),
    or(isNull(notices.handOverAt), inArray(notices.channel, media)),
    isNull(notices.receipt),
  )
}

export async function deadGroups(house: House): Promise<DeadGroup[]> {
  const again = sql<number>`(count(*) filter (where ${isCertain(house)}))::int`
  const rows = await house.db
    .select({ channel: notices.channel, failure: notices.failure, letters: sql<number>`count(*)::int`, again })
    .from(notices)
    .where(isDead)
    .groupBy(notices.channel, notices.failure)
    .orderBy(sql`count(*) desc`, notices.channel, notices.failure)
  return rows.map((row) => ({ ...row, failure: row.failure ?? '' }))
}

/** Erased ones say nothing any more; where the provider said that it did not arrive, and there is no other medium, a repeat says it again. */
export function retryOf(house: House, row: typeof notices.$inferSelect): Retry {
  if (row.bodyCipher === null || row.receipt === 'undelivered') return 'no'
  return isSafeAt(channelFor(house, row.channel), row.handOverAt, house.clock.now()) ? 'again' : 'anyway'
}
