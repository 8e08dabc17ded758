import { sql } from 'drizzle-orm'
import { answerStands, isLate } from '#core/matters/index.ts'
import { allUnits, type LikeGroup, likeGroupOf } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import { keptFor } from '#platform/kept.ts'

/** 三率 of some letters, as counts: what is divided by what stands beside every percentage. */
export type Rates = {
  /** 应答复：answered in the period, or past its last day in it without an answer. */
  due: number
  /** 按期答复。 */
  responded: number
  /** Of whom the writer, or the revisit, said whether it is solved. */
  told: number
  solved: number
  /** Of whom somebody said how content the writer is. */
  rated: number
  /** 基本满意 and better. */
  satisfied: number
}

const none: Rates = { due: 0, responded: 0, told: 0, solved: 0, rated: 0, satisfied: 0 }

export type UnitRates = { id: string; name: string; group: LikeGroup; now: Rates; before: Rates }
export type CityRates = {
  year: number
  city: Rates
  before: Rates
  months: { month: string; rates: Rates }[]
  units: UnitRates[]
  countedAt: Temporal.Instant
}

type Row = { at: string; unit: string } & Record<keyof Rates, string>

/**
 * One pass over the letters and revisits of two years, by month and unit. Of a letter whose writer was asked by a revisit the revisit counts, once; else what
 * the writer rated. Silence is in no denominator but that of the answers. 举报, parts and merged letters are nowhere.
 */
async function countRates(
  db: Db,
  { year, now, timeZone }: { year: number; now: Temporal.Instant; timeZone: string },
): Promise<Row[]> {
  const from = startOf(year - 1, timeZone)
  const to = startOf(year + 1, timeZone)
  const letters = sql`m.kind = 'letter' and m.class <> 'report' and m.state <> 'merged' and m.parent_id is null`
  const within = (at: ReturnType<typeof sql>) => sql`${at} >= ${from}::timestamptz and ${at} < ${to}::timestamptz`
  const stands = answerStands('m')
  const at = sql`case when ${stands} then m.answered_at else m.due_at end`
  const monthOf = (at: ReturnType<typeof sql>) => sql`to_char(${at} at time zone ${timeZone}, 'YYYY-MM')`
  const { rows } = await db.execute<Row>(sql`
    with told as (
      select r.matter_id, max(r.at) as at, bool_and(r.solved) as solved, min(r.result) as satisfied
        from revisits r where r.reached = 'reached' and ${within(sql`r.at`)} group by r.matter_id
    ), counted as (
      select ${monthOf(at)} as at, m.holder_unit_id as unit,
          1 as due, (${stands} and m.on_time is not false)::int as responded, 0 as told, 0 as solved, 0 as rated, 0 as satisfied
        from matters m where ${letters} and (${stands} or ${isLate(sql`${now.toString()}::timestamptz`, 'm')}) and ${within(at)}
      union all
      select ${monthOf(sql`m.rated_at`)}, m.holder_unit_id, 0, 0, (m.solved is not null)::int, (m.solved is true)::int,
          (m.satisfied is not null)::int, (coalesce(m.satisfied, 0) >= 3)::int
        from matters m where ${letters} and ${within(sql`m.rated_at`)} and not exists (select from told t where t.matter_id = m.id)
      union all
      select ${monthOf(sql`t.at`)}, m.holder_unit_id, 0, 0, 1, t.solved::int, 1, (t.satisfied >= 3)::int
        from told t join matters m on m.id = t.matter_id where ${letters}
    )
    select at, unit, sum(due) as due, sum(responded) as responded, sum(told) as told, sum(solved) as solved,
      sum(rated) as rated, sum(satisfied) as satisfied from counted group by at, unit`)
  return rows
}

const startOf = (year: number, timeZone: string): string =>
  Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(timeZone).toInstant().toString()

const ratesIn = (row: Row): Rates => ({
  due: Number(row.due),
  responded: Number(row.responded),
  told: Number(row.told),
  solved: Number(row.solved),
  rated: Number(row.rated),
  satisfied: Number(row.satisfied),
})

export const sumRates = (all: readonly Rates[]): Rates =>
  all.reduce(
    (sum, one) => ({
      due: sum.due + one.due,
      responded: sum.responded + one.responded,
      told: sum.told + one.told,
      solved: sum.solved + one.solved,
      rated: sum.rated + one.rated,
      satisfied: sum.satisfied + one.satisfied,
    }),
    none,
  )

type Kept = { rates: CityRates; until: number }
const keptByYear = keptFor(20, async () => new Map<number, Kept>())

/** 响应率、解决率、满意率 of a year, beside the year before. Counted anew when it takes no time; else it stands ten times as long as it took. */
export async function readRates(
  db: Db,
  asked: { year: number; now: Temporal.Instant; timeZone: string },
): Promise<CityRates> {
  const kept = await keptByYear(db)
  const started = performance.now()
  const known = kept.get(asked.year)
  if (known && started < known.until) return known.rates
  const rates = await gatherRates(db, asked)
  const took = performance.now() - started
  if (took > 500) kept.set(asked.year, { rates, until: performance.now() + 10 * took })
  return rates
}

async function gatherRates(
  db: Db,
  asked: { year: number; now: Temporal.Instant; timeZone: string },
): Promise<CityRates> {
  const rows = await countRates(db, asked)
  const units = new Map((await allUnits(db)).map((unit) => [unit.id, unit]))
  const of = (year: number, some: readonly Row[]) =>
    sumRates(some.filter(({ at }) => at.startsWith(`${year}-`)).map(ratesIn))
  const { year } = asked
  const byMonth = Map.groupBy(
    rows.filter(({ at }) => at.startsWith(`${year}-`)),
    ({ at }) => at,
  )
  const byUnit = Map.groupBy(rows, ({ unit }) => unit)
  return {
    year,
    city: of(year, rows),
    before: of(year - 1, rows),
    months: [...byMonth]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([month, some]) => ({ month, rates: sumRates(some.map(ratesIn)) })),
    units: [...byUnit].flatMap(([id, some]): UnitRates[] => {
      const unit = units.get(id)
      const now = of(year, some)
      if (!unit || now.due + now.told === 0) return []
      return [{ id, name: unit.shortName, group: likeGroupOf(unit), now, before: of(year - 1, some) }]
    }),
    countedAt: asked.now,
  }
}

/** Percentage points against the year before; null where one of the two has too few to tell. */
export function change(
  now: { part: number; whole: number },
  before: { part: number; whole: number },
  least = 5,
): number | null {
  if (now.whole < least || before.whole < least) return null
  return Math.round((now.part / now.whole - before.part / before.whole) * 1000) / 10
}
