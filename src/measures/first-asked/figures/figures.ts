import { type SQL, sql } from 'drizzle-orm'
import { onTheSpotTotals } from '#core/on-the-spot/index.ts'
import { allUnits, type Unit } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import { keptFor } from '#platform/kept.ts'
import { type Span, sinceOf } from './span.ts'

/** What is counted of a unit in a span of time; every figure stands with its formula on the page. */
export type Counts = {
  /** 当场答复 */
  spot: number
  /** 当场办结 */
  done: number
  /** 首问事项登记 */
  registered: number
  /** Of these led on to another unit at once. */
  guided: number
  /** Whoever asked has the result. */
  toTheEnd: number
  /** 断线: past its date without an answer, or answered late. */
  dropped: number
  /** 退转: returned by the unit it was handed to, or not taken in time. */
  bounces: number
  /** Handed to this unit by others. */
  offered: number
  accepted: number
  returned: number
  lapsed: number
  /** From the offer to its acceptance, half faster and half slower, in hours; null without one. */
  medianHours: number | null
  thanks: number
}

export type UnitCounts = Counts & { unitId: string; unit: string; kind: Unit['kind'] }
export type MonthCounts = Pick<Counts, 'spot' | 'registered' | 'bounces' | 'medianHours'> & { month: string }
export type Flow = { from: string; to: string; accepted: number; returned: number }

export type Figures = {
  countedAt: Temporal.Instant
  span: Span
  all: Counts
  /** The same length of time before. */
  before: Counts
  units: UnitCounts[]
  unitsBefore: ReadonlyMap<string, Counts>
  months: MonthCounts[]
  flows: Flow[]
  /** How many units a matter went through, and how many did. */
  lengths: { units: number; matters: number }[]
  years: number[]
}

type Kept = { figures: Figures; until: number }
const keptBySpan = keptFor(600, async () => new Map<string, Kept>())

/**
 * In a large city the counting takes seconds, and page, charts and files ask for the same: figures that took more than half a second stand for ten times as
 * long as they took, and say since when.
 */
export async function readFigures(db: Db, now: Temporal.Instant, timeZone: string, span: Span): Promise<Figures> {
  const kept = await keptBySpan(db)
  const key = JSON.stringify(span)
  const known = kept.get(key)
  const started = performance.now()
  if (known && started < known.until) return known.figures
  const figures = await countFigures(db, now, timeZone, span)
  const took = performance.now() - started
  if (took > 500) kept.set(key, { figures, until: performance.now() + 10 * took })
  return figures
}

async function countFigures(db: Db, now: Temporal.Instant, timeZone: string, span: Span): Promise<Figures> {
  const period = sinceOf(span, now, timeZone)
  const all = await allUnits(db)
  const chosen = span.group ? all.filter(({ kind }) => kind === span.group) : all
  const [units, before, months, flows, lengths, years] = await Promise.all([
    countByUnit(db, now, period, timeZone),
    countByUnit(db, now, period.before, timeZone),
    countByMonth(db, period, timeZone),
    countFlows(db, period, all),
    countLengths(db, period),
    yearsWithAny(db, now, timeZone),
  ])
  const ids = new Set(chosen.map(({ id }) => id))
  const of = (counts: ReadonlyMap<string, Counts>) => new Map([...counts].filter(([id]) => ids.has(id)))
  return {
    countedAt: now,
    span,
    all: sumOf([...of(units).values()]),
    before: sumOf([...of(before).values()]),
    // In the order of the directory: no unit is ranked.
    units: chosen.flatMap(({ id, shortName, kind }) => {
      const counts = units.get(id)
      return counts ? [{ ...counts, unitId: id, unit: shortName, kind }] : []
    }),
    unitsBefore: of(before),
    months,
    flows,
    lengths,
    years,
  }
}

type Period = { from: Temporal.Instant; to: Temporal.Instant }

const within = (column: SQL, { from, to }: Period): SQL =>
  sql`${column} >= ${from.toString()}::timestamptz and ${column} < ${to.toString()}::timestamptz`

const nothing: Counts = {
  spot: 0,
  done: 0,
  registered: 0,
  guided: 0,
  toTheEnd: 0,
  dropped: 0,
  bounces: 0,
  offered: 0,
  accepted: 0,
  returned: 0,
  lapsed: 0,
  medianHours: null,
  thanks: 0,
}

const hours = sql`extract(epoch from ended_at - offered_at) / 3600`

async function countByUnit(
  db: Db,
  now: Temporal.Instant,
  period: Period,
  timeZone: string,
): Promise<Map<string, Counts>> {
  const found = new Map<string, Counts>()
  const add = (rows: readonly Record<string, string | null>[]) => {
    for (const { unit, ...counted } of rows) {
      if (!unit) continue
      const numbers = Object.entries(counted).map(([name, value]) => [name, value === null ? null : Number(value)])
      found.set(unit, { ...nothing, ...found.get(unit), ...Object.fromEntries(numbers) })
    }
  }
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(timeZone).toPlainDate()
  const done = await onTheSpotTotals(db, { from: day(period.from), to: day(period.to).subtract({ days: 1 }) })
  add([...done].map(([unit, count]) => ({ unit, done: String(count) })))
  const isLate = sql`coalesce(m.law_due_at, m.due_at) <= ${now.toString()}::timestamptz`
  add(
    (
      await db.execute<Record<string, string | null>>(sql`
    select unit_id::text as unit, count(*) as "spot" from spot_answers where ${within(sql`day`, period)} group by 1`)
    ).rows,
  )
  add(
    (
      await db.execute<Record<string, string | null>>(sql`
    select m.first_asked_unit_id::text as unit, count(*) as "registered",
      count(*) filter (where 'guided' = any(m.marks)) as "guided",
      count(*) filter (where m.closed_at is not null and m.answered_at is not null) as "toTheEnd",
      count(*) filter (where m.on_time is false or (m.answered_at is null and m.closed_at is null and ${isLate})) as "dropped",
      coalesce(sum(m.returns), 0) as "bounces"
    from matters m where m.kind = 'inquiry' and ${within(sql`m.opened_at`, period)} group by 1`)
    ).rows,
  )
  add(
    (
      await db.execute<Record<string, string | null>>(sql`
    select to_unit_id::text as unit, count(*) filter (where "end" is distinct from 'withdrawn') as "offered",
      count(*) filter (where "end" = 'accepted') as "accepted",
      count(*) filter (where "end" = 'returned') as "returned",
      count(*) filter (where "end" = 'lapsed') as "lapsed",
      percentile_cont(0.5) within group (order by ${hours}) filter (where "end" = 'accepted') as "medianHours"
    from hand_overs where ${within(sql`offered_at`, period)} group by 1`)
    ).rows,
  )
  add(
    (
      await db.execute<Record<string, string | null>>(sql`
    select unit::text, count(*) as "thanks" from (
      select first_asked_unit_id as unit, matter_id from thanks where ${within(sql`at`, period)}
      union select answered_unit_id, matter_id from thanks where ${within(sql`at`, period)}) as thanked group by 1`)
    ).rows,
  )
  return found
}

/** Medians do not add up: of the whole it is the middle of the units' medians, weighed by how much each accepted. */
function sumOf(counts: readonly Counts[]): Counts {
  const total = { ...nothing }
  for (const one of counts) {
    for (const name of Object.keys(nothing) as (keyof Counts)[]) {
      if (name !== 'medianHours') total[name] += one[name] ?? 0
    }
  }
  const timed = counts.flatMap(({ medianHours, accepted }) => (medianHours === null ? [] : [{ medianHours, accepted }]))
  return { ...total, medianHours: weighedMiddle(timed) }
}

export function weighedMiddle(timed: readonly { medianHours: number; accepted: number }[]): number | null {
  const ordered = timed.toSorted((a, b) => a.medianHours - b.medianHours)
  const half = ordered.reduce((sum, { accepted }) => sum + accepted, 0) / 2
  let passed = 0
  for (const { medianHours, accepted } of ordered) {
    passed += accepted
    if (passed >= half) return medianHours
  }
  return null
}

async function countByMonth(db: Db, period: Period, timeZone: string): Promise<MonthCounts[]> {
  const month = (column: SQL) => sql`to_char(${column} at time zone ${timeZone}, 'YYYY-MM')`
  const { rows } = await db.execute<Record<keyof MonthCounts, string | null>>(sql`
    select month, sum(spot) as "spot", sum(registered) as "registered", sum(bounces) as "bounces", max(hours) as "medianHours" from (
      select ${month(sql`day`)} as month, count(*) as spot, 0 as registered, 0 as bounces, null::numeric as hours
      from spot_answers where ${within(sql`day`, period)} group by 1
      union all
      select ${month(sql`m.opened_at`)}, 0, count(*), coalesce(sum(m.returns), 0), null
      from matters m where m.kind = 'inquiry' and ${within(sql`m.opened_at`, period)} group by 1
      union all
      select ${month(sql`offered_at`)}, 0, 0, 0, (percentile_cont(0.5) within group (order by ${hours}) filter (where "end" = 'accepted'))::numeric
      from hand_overs where ${within(sql`offered_at`, period)} group by 1
    ) as counted group by 1 order by 1`)
  return rows.map((row) => ({
    month: row.month ?? '',
    spot: Number(row.spot),
    registered: Number(row.registered),
    bounces: Number(row.bounces),
    medianHours: row.medianHours === null ? null : Number(row.medianHours),
  }))
}

/** From which unit to which, and how often it came back: units and counts, nothing of any matter. */
async function countFlows(db: Db, period: Period, all: readonly Unit[]): Promise<Flow[]> {
  const names = new Map(all.map(({ id, shortName }) => [id, shortName]))
  const { rows } = await db.execute<{ from: string; to: string; accepted: string; returned: string }>(sql`
    select from_unit_id::text as "from", to_unit_id::text as "to",
      count(*) filter (where "end" = 'accepted') as "accepted",
      count(*) filter (where "end" in ('returned', 'lapsed')) as "returned"
    from hand_overs where ${within(sql`offered_at`, period)} group by 1, 2 order by count(*) desc, 1, 2 limit 30`)
  return rows.map((row) => ({
    from: names.get(row.from) ?? '原单位',
    to: names.get(row.to) ?? '原单位',
    accepted: Number(row.accepted),
    returned: Number(row.returned),
  }))
}

async function countLengths(db: Db, period: Period): Promise<Figures['lengths']> {
  const { rows } = await db.execute<{ units: string; matters: string }>(sql`
    select least(1 + coalesce(h.handed, 0), 5) as units, count(*) as matters from matters m
      left join (select matter_id, count(*) as handed from hand_overs where "end" = 'accepted' group by 1) h on h.matter_id = m.id
    where m.kind = 'inquiry' and ${within(sql`m.opened_at`, period)} group by 1 order by 1`)
  return rows.map((row) => ({ units: Number(row.units), matters: Number(row.matters) }))
}

async function yearsWithAny(db: Db, now: Temporal.Instant, timeZone: string): Promise<number[]> {
  const { rows } = await db.execute<{ first: string | null }>(sql`
    select extract(year from least((select min(day) from spot_answers), (select min(offered_at) from hand_overs)) at time zone ${timeZone}) as first`)
  const last = now.toZonedDateTimeISO(timeZone).year
  const first = rows[0]?.first ? Number(rows[0].first) : last
  return Array.from({ length: last - first + 1 }, (_, at) => last - at)
}
