import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { keptFor } from '#platform/kept.ts'
import { type SearchRequest, wherePermitted } from './conditions.ts'
import { monthLexeme } from './vector.ts'

/** So many of the newest matches are ranked, counted and paged; older ones are reached by the filters. */
export const mostMatches = 1000

/** So many of the newest rows are looked through first, then twice as many, and so on, then the rest: never many more than needed are fetched. */
const firstStretch = 20_000
const mostStretches = 5

/** Beyond so many months a small city's stretch is asked for by its dates: its words have short lists. */
const mostMonths = 36

/** Fetching so many rows costs less than looking through stretch after stretch. */
const fewMatches = 5000

/** Whole months: `from` to the month before `to`. */
export type Stretch = { from: Temporal.PlainYearMonth; to: Temporal.PlainYearMonth }

/**
 * The newest stretch first; rows of other months are the rest. A word with at most `few` matches in the newest stretch is so rare that all its other
 * matches are fetched at once.
 */
export type Cut = { stretches: Stretch[]; few: number }

/**
 * How the rows are cut; not at all while they are few. Ten minutes old at most, and only ever a matter of speed: together the stretches and the rest
 * are all rows, whatever the dates.
 */
export const rowsCut = keptFor(600, (db) => cutRows(db, firstStretch))

/** Exported for tests, which cut a smaller city: the first stretch has at least so many rows. */
export async function cutRows(db: Db, first: number): Promise<Cut> {
  const { rows } = await db.execute<{ newest: string; edge: string; all: number }>(sql`
    with recursive edges as (
      select 1 as at, (select published_on from search_rows order by published_on desc limit 1) as newest,
        (select date_trunc('month', published_on)::date from search_rows order by published_on desc offset ${first} limit 1) as edge
      union all select at + 1, newest, (select date_trunc('month', published_on)::date from search_rows where published_on < edge
        order by published_on desc offset ${first} * (1 << at) limit 1) from edges where edge is not null and at < ${mostStretches})
    select newest::text, edge::text, (select reltuples from pg_class where oid = 'search_rows'::regclass) as all
    from edges where edge is not null order by at`)
  const months = rows.map(({ edge }) => Temporal.PlainYearMonth.from(edge.slice(0, 7)))
  // A month may begin before the newest one is asked for again.
  const ends = rows.slice(0, 1).map(({ newest }) => Temporal.PlainYearMonth.from(newest.slice(0, 7)).add({ months: 2 }))
  return {
    stretches: months.map((from, at) => ({ from, to: [...ends, ...months][at] ?? from })),
    few: Math.floor((fewMatches * first) / Math.max(rows[0]?.all ?? first, first)),
  }
}

/**
 * The common table expressions of a statement that reads from `matches`: one more than the cap of the newest rows that hold `tsquery`, with their `score`.
 * Stretch by stretch from the newest, an older one only while there are too few. Over all rows at once every word's search would grow with the city.
 */
export function newestMatches(cut: Cut, request: SearchRequest, tsquery: string | null, score: SQL): SQL {
  const { stretches, few } = cut
  const parts: Part[] = [...stretches.map((stretch) => within(stretch, tsquery)), beyond(stretches, tsquery)].map(
    (held, at) => ({ name: `stretch_${at}`, held, when: at === 0 ? null : tooFew(at) }),
  )
  if (stretches.length > 0 && tsquery !== null) {
    const newest = sql`(select count(*) from stretch_0)`
    for (const part of parts.slice(1)) part.when = sql`${part.when} and ${newest} > ${few}`
    parts.push({
      name: 'whole',
      held: beyond(stretches.slice(0, 1), tsquery),
      when: sql`${newest} <= ${few}`,
    })
  }
  const found = parts.map(
    ({ name, held, when }) => sql`${sql.raw(name)} as materialized (
      select id, unit_id, class, category, division_code, published_on, ${score} as score from search_rows
      where ${sql.join([held, wherePermitted(request) ?? sql`true`, ...(when ? [when] : [])], sql` and `)}
      order by published_on desc, id desc limit ${cap} + 1)`,
  )
  const all = sql.join(
    parts.map(({ name }) => sql.raw(`select * from ${name}`)),
    sql` union all `,
  )
  return sql`${sql.join(found, sql`, `)}, matches as materialized (
    select *, row_number() over (order by published_on desc, id desc) <= ${cap} as counts from (
      select * from (${all}) as stretches order by published_on desc, id desc limit ${cap} + 1) as newest)`
}

/** Rows that are asked for together, and what has to hold of those before. */
type Part = { name: string; held: SQL; when: SQL | null }

/** The parts before `at` have not filled the cap. */
const tooFew = (at: number): SQL =>
  sql.raw(
    `${Array.from({ length: at }, (_, before) => `(select count(*) from stretch_${before})`).join(' + ')} <= ${mostMatches}`,
  )

/** Rows of the stretch that hold the words: by the words of its months, so that no older part of a word's list is read. */
function within({ from, to }: Stretch, tsquery: string | null): SQL {
  const months: string[] = []
  for (let month = from; Temporal.PlainYearMonth.compare(month, to) < 0; month = month.add({ months: 1 }))
    months.push(monthLexeme(month))
  if (tsquery !== null && months.length <= mostMonths)
    return sql`tsv @@ ${`(${tsquery}) & (${months.join(' | ')})`}::tsquery`
  return sql`${holding(tsquery)} and published_on >= ${firstDay(from)}::date and published_on < ${firstDay(to)}::date`
}

/** Rows of no stretch: older ones, and whatever has a date that is still to come. */
function beyond(stretches: readonly Stretch[], tsquery: string | null): SQL {
  const [newest, oldest] = [stretches[0], stretches.at(-1)]
  if (!newest || !oldest) return holding(tsquery)
  return sql`${holding(tsquery)} and (published_on < ${firstDay(oldest.from)}::date or published_on >= ${firstDay(newest.to)}::date)`
}

const holding = (tsquery: string | null): SQL => (tsquery === null ? sql`true` : sql`tsv @@ ${tsquery}::tsquery`)
const firstDay = (month: Temporal.PlainYearMonth): string => month.toPlainDate({ day: 1 }).toString()
const cap = sql.raw(String(mostMatches))
