import { eq, lt, sql } from 'drizzle-orm'
import { loadLaw } from '#core/calendar/index.ts'
import { systemActor } from '#platform/actor.ts'
import { dateIn } from '#platform/clock.ts'
import type { House } from '#platform/house.ts'
import { happenBreach } from './happen-breach.ts'
import { dueByRule } from './open-breach.ts'
import { passDays } from './rules.ts'
import { breaches } from './tables.ts'
import { breachRules } from './words.ts'

const clock = systemActor('clock')
const most = 500

type Seen = { key: string; matterId: string; unitId: string; since: string }

/**
 * What the clock saw: a hand-over that nobody took in its time, a matter long past its day while its watch is open, news that the watcher never looked at. Each
 * is proposed once, about a unit, and a supervisor decides whether it is taken up. Nobody is told of a person.
 */
export async function proposeBreaches(house: House): Promise<number> {
  const today = dateIn(house.config.timeZone, house.clock.now())
  const due = await dueByRule(house.db)
  const { rules } = await loadLaw(house.db)
  const days = rules.on(breachRules.watch, today)?.limit?.amount ?? 0
  const before = house.clock.now().subtract({ hours: 24 * days })
  const isLong = ({ since }: Seen) =>
    Temporal.PlainDate.compare(
      today,
      due(breachRules.watch, dateIn(house.config.timeZone, Temporal.Instant.from(since))),
    ) > 0
  const seen = [...(await lapsedHandOvers(house)), ...(await lostWatches(house, before)).filter(isLong)]
  for (const one of seen) {
    await house.db.transaction(async (tx) => {
      const data = {
        ...{ kind: 'notFollowed' as const, source: 'clock' as const, matterId: one.matterId, clockKey: one.key },
        ...{ unitId: one.unitId, personId: null, mayName: true },
        dueOn: due(breachRules.takeUp, today).toString(),
      }
      // Another process may have been here first.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${one.key}))`)
      if ((await tx.$count(breaches, eq(breaches.clockKey, one.key))) > 0) return
      await happenBreach({ ...house, db: tx }, clock, null, { type: 'proposed', data })
    })
  }
  return seen.length
}

async function lapsedHandOvers({ db, clock: { now } }: House): Promise<Seen[]> {
  const since = now().subtract({ hours: 24 * 60 })
  const { rows } = await db.execute<Seen>(sql`
    select 'handOver:' || h.matter_id || ':' || h.seq as key, h.matter_id as "matterId", h.to_unit_id as "unitId", h.ended_at::text as since
    from hand_overs h where h."end" = 'lapsed' and h.ended_at > ${since.toString()}::timestamptz
      and not exists (select from breaches b where b.clock_key = 'handOver:' || h.matter_id || ':' || h.seq)
    order by h.ended_at limit ${most}`)
  return rows.map(asSeen)
}

async function lostWatches({ db }: House, before: Temporal.Instant): Promise<Seen[]> {
  const { rows } = await db.execute<Seen>(sql`
    select 'watch:' || w.id as key, w.matter_id as "matterId", w.unit_id as "unitId",
      (case when w.seen_at < w.news_at and w.news_at < ${before.toString()}::timestamptz then w.news_at else coalesce(m.law_due_at, m.due_at) end)::text as since
    from watches w join matters m on m.id = w.matter_id
    where w.closed_at is null and m.kind = 'inquiry' and m.answered_at is null and m.closed_at is null
      and (w.seen_at < w.news_at and w.news_at < ${before.toString()}::timestamptz or coalesce(m.law_due_at, m.due_at) < ${before.toString()}::timestamptz)
      and not exists (select from breaches b where b.clock_key = 'watch:' || w.id)
    order by w.news_at limit ${most}`)
  return rows.map(asSeen)
}

/** PostgreSQL writes `2026-11-23 01:02:03+00`. */
const asSeen = (row: Seen): Seen => ({ ...row, since: row.since.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00') })

/** Decisions that nobody appealed take effect, and terms end. */
export async function passBreachDays(house: House): Promise<void> {
  const today = dateIn(house.config.timeZone, house.clock.now())
  const due = await dueByRule(house.db)
  const ids = await house.db
    .select({ id: breaches.id })
    .from(breaches)
    .where(
      sql`(${breaches.state} = 'told' and ${lt(breaches.appealBy, today)}) or (${breaches.state} = 'final' and ${lt(breaches.effectUntil, today)})`,
    )
    .limit(most)
  for (const { id } of ids) {
    await house.db.transaction(async (tx) => {
      const [row] = await tx.select().from(breaches).where(eq(breaches.id, id)).for('update')
      const happening = row && passDays(row, { today, due })
      if (row && happening) await happenBreach({ ...house, db: tx }, clock, row, happening)
    })
  }
}
