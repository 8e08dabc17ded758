import { sql } from 'drizzle-orm'
import { answerStands, isLate } from '#core/matters/index.ts'
import { allDivisions, allUnits } from '#core/people/index.ts'
import type { Db } from '#platform/database.ts'
import { keptFor } from '#platform/kept.ts'
import { classWord } from '../letter.ts'

export type LetterFigures = {
  /** Letters filed, 举报 and merged ones left out (a report shows in no public figure). */
  filed: number
  answered: number
  /** Answered before the end of the last day, extensions counted. */
  answeredInTime: number
  /** Days from filing to answer, half of the letters faster and half slower; null without an answer. */
  medianDays: number | null
  ninetiethDays: number | null
  /** Not yet answered, and of these past their date. */
  open: number
  overdue: number
  rated: number
  solved: number
  satisfied: number
}

export type FiguresBy = {
  key: string
  label: string
  filed: number
  answered: number
  inTime: number
  medianDays: number | null
}

export type StatisticsFilters = { year?: number }

/** `m` are the letters that public figures count. */
const counted = (filters: StatisticsFilters) => sql`
  matters m where m.kind = 'letter' and m.class <> 'report' and m.state <> 'merged' and m.parent_id is null
  ${
    filters.year
      ? sql`and m.opened_at >= ${`${filters.year}-01-01T00:00:00+08:00`}::timestamptz
            and m.opened_at < ${`${filters.year + 1}-01-01T00:00:00+08:00`}::timestamptz`
      : sql``
  }`

const daysTaken = sql`extract(epoch from m.answered_at - m.opened_at) / 86400`
const inTime = sql`m.on_time`
const stands = answerStands('m')

/** The figures of the statistics page, each with the formula that the page shows. */
export async function letterFigures(
  db: Db,
  now: Temporal.Instant,
  filters: StatisticsFilters = {},
): Promise<LetterFigures> {
  const { rows } = await db.execute<Record<keyof LetterFigures, string | null>>(sql`
    select count(*) as "filed",
      count(*) filter (where ${stands}) as "answered",
      count(*) filter (where ${inTime}) as "answeredInTime",
      percentile_cont(0.5) within group (order by ${daysTaken}) filter (where ${stands}) as "medianDays",
      percentile_cont(0.9) within group (order by ${daysTaken}) filter (where ${stands}) as "ninetiethDays",
      count(*) filter (where not ${stands} and m.state not in ('closed', 'withdrawn')) as "open",
      count(*) filter (where ${isLate(sql`${now.toString()}::timestamptz`, 'm')}) as "overdue",
      count(m.solved) as "rated",
      count(*) filter (where m.solved) as "solved",
      count(*) filter (where m.satisfied >= 3) as "satisfied"
    from ${counted(filters)}`)
  const row = rows[0]
  const count = (name: keyof LetterFigures) => Number(row?.[name] ?? 0)
  const days = (name: keyof LetterFigures) => (row?.[name] == null ? null : Number(row[name]))
  return {
    filed: count('filed'),
    answered: count('answered'),
    answeredInTime: count('answeredInTime'),
    medianDays: days('medianDays'),
    ninetiethDays: days('ninetiethDays'),
    open: count('open'),
    overdue: count('overdue'),
    rated: count('rated'),
    solved: count('solved'),
    satisfied: count('satisfied'),
  }
}

const groupings = {
  month: { key: sql`to_char(m.opened_at at time zone 'Asia/Shanghai', 'YYYY-MM')`, order: sql`1` },
  year: { key: sql`to_char(m.opened_at at time zone 'Asia/Shanghai', 'YYYY')`, order: sql`1` },
  class: { key: sql`m.class`, order: sql`2 desc, 1` },
  division: { key: sql`left(m.division_code, 6)`, order: sql`2 desc, 1` },
  unit: { key: sql`m.holder_unit_id::text`, order: sql`2 desc, 1` },
} as const

export async function letterFiguresBy(
  db: Db,
  grouping: keyof typeof groupings,
  filters: StatisticsFilters = {},
): Promise<FiguresBy[]> {
  const { key, order } = groupings[grouping]
  const { rows } = await db.execute<Record<keyof FiguresBy, string | null>>(sql`
    select ${key} as "key", count(*) as "filed", count(*) filter (where ${stands}) as "answered",
      count(*) filter (where ${inTime}) as "inTime",
      percentile_cont(0.5) within group (order by ${daysTaken}) filter (where ${stands}) as "medianDays"
    from ${counted(filters)} group by 1 order by ${order}`)
  return rows.map((row) => ({
    key: row.key ?? '',
    label: row.key ?? '',
    filed: Number(row.filed),
    answered: Number(row.answered),
    inTime: Number(row.inTime),
    medianDays: row.medianDays == null ? null : Number(row.medianDays),
  }))
}

/** How long answers took, in steps of days: for the chart. */
export async function answerTimes(
  db: Db,
  filters: StatisticsFilters = {},
): Promise<{ label: string; letters: number }[]> {
  const bounds = [1, 3, 5, 7, 10, 15, 30, 60] as const
  const { rows } = await db.execute<{ bucket: string; letters: string }>(sql`
    select width_bucket(${daysTaken}, array[${sql.join(
      bounds.map((bound) => sql`${bound}::numeric`),
      sql`, `,
    )}]) as "bucket", count(*) as "letters"
    from ${counted(filters)} and ${stands} group by 1`)
  const found = new Map(rows.map((row) => [Number(row.bucket), Number(row.letters)]))
  return [...bounds, null].map((bound, index) => ({
    label: bound === null ? '60 天以上' : index === 0 ? '1 天内' : `${bounds[index - 1]}–${bound} 天`,
    letters: found.get(index) ?? 0,
  }))
}

/** The years for which there is a letter, newest first. */
export async function yearsWithLetters(db: Db): Promise<number[]> {
  const { rows } = await db.execute<{ first: string | null; last: string | null }>(sql`
    select extract(year from min(m.opened_at) at time zone 'Asia/Shanghai') as first,
      extract(year from max(m.opened_at) at time zone 'Asia/Shanghai') as last from ${counted({})}`)
  const [range] = rows
  if (!range?.first || !range.last) return []
  const first = Number(range.first)
  return Array.from({ length: Number(range.last) - first + 1 }, (_, index) => Number(range.last) - index)
}

type Kept = { statistics: Statistics; until: number }

const keptByYear = keptFor(600, async () => new Map<number | undefined, Kept>())

/**
 * Everything the page and its charts show, with the names of things instead of their codes. In a city of a million letters it is counted for seconds, and
 * the page with its charts asks for it six times: figures that took more than half a second stand for ten times as long as they took, and say since when.
 */
export async function readStatistics(db: Db, now: Temporal.Instant, year: number | undefined): Promise<Statistics> {
  const kept = await keptByYear(db)
  const known = kept.get(year)
  const started = performance.now()
  if (known && started < known.until) return known.statistics
  const statistics = await countStatistics(db, now, year)
  const took = performance.now() - started
  if (took > 500) kept.set(year, { statistics, until: performance.now() + 10 * took })
  return statistics
}

async function countStatistics(db: Db, now: Temporal.Instant, year: number | undefined) {
  const filters = { year }
  const [figures, years, byTime, byClass, byDivision, byUnit, times, names] = await Promise.all([
    letterFigures(db, now, filters),
    yearsWithLetters(db),
    letterFiguresBy(db, year ? 'month' : 'year', filters),
    letterFiguresBy(db, 'class', filters),
    letterFiguresBy(db, 'division', filters),
    letterFiguresBy(db, 'unit', filters),
    answerTimes(db, filters),
    namesOf(db),
  ])
  const named = (items: FiguresBy[]) => items.map((item) => ({ ...item, label: names.get(item.key) ?? item.label }))
  return {
    countedAt: now,
    figures,
    years,
    byTime,
    byClass: byClass.map((item) => ({ ...item, label: classWord(item.key) })),
    byDivision: named(byDivision),
    byUnit: named(byUnit),
    times,
  }
}

export type Statistics = Awaited<ReturnType<typeof countStatistics>>

async function namesOf(db: Db): Promise<Map<string, string>> {
  const [divisions, units] = await Promise.all([allDivisions(db), allUnits(db)])
  return new Map([
    ...divisions.map(({ code, name }): [string, string] => [code, name]),
    ...units.map(({ id, shortName }): [string, string] => [id, shortName]),
  ])
}
