import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { keptFor } from '#platform/kept.ts'
import { divisionPrefix, type SearchRequest, wherePermitted } from './conditions.ts'
import { facetLexemes, monthLexeme, quoted } from './vector.ts'

/** So many of the newest matches are ranked, counted and paged; older ones are reached by the filters. */
export const mostMatches = 1000

/** So many of the newest rows are looked through first, then twice as many, and so on, then the rest: never many more than needed are fetched. */
const firstStretch = 20_000
const mostStretches = 5

/** Beyond so many months a small city's stretch is asked for by its dates: its words have short lists. */
const mostMonths = 36

/** Fetching so many rows costs less than looking through stretch after stretch; more of them where words are asked for together, which costs each stretch more. */
const fewMatches = { alone: 5000, together: 8000 }

/** A word in every eighth row is met sooner by going through the newest rows than by its list. */
const commonShare = 1 / 8

/** Whole months: `from` to the month before `to`. */
export type Stretch = { from: Temporal.PlainYearMonth; to: Temporal.PlainYearMonth }

/**
 * The newest stretch first; rows of other months are the rest. `share`: what part of all rows the newest stretch is. `common`: queries of one word that
 * stands in very many rows.
 */
export type Cut = { stretches: Stretch[]; share: number; common: ReadonlySet<string> }

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
    share: first / Math.max(rows[0]?.all ?? first, first),
    common: await commonWords(db),
  }
}

/** As PostgreSQL last counted them; none before it has. */
async function commonWords(db: Db): Promise<Set<string>> {
  const { rows } = await db.execute<{ word: string }>(sql`
    select word from (select unnest(most_common_elems::text::text[]) as word, unnest(most_common_elem_freqs) as share from pg_stats
      where schemaname = current_schema() and tablename = 'search_rows' and attname = 'tsv') as counted
    where word is not null and share >= ${commonShare}`)
  return new Set(rows.map(({ word }) => `(${quoted(word)})`))
}

/**
 * The common table expressions of a statement that reads from `matches`: the newest rows that hold `tsquery`, at most the cap of them, with their `score`;
 * and from `found`: how many there are, one more than the cap when there are more. Stretch by stretch from the newest, an older one only while there are too
 * few. Over all rows at once every word's search would grow with the city. What the search is narrowed to is asked of the index with the words, a year
 * by its own months.
 */
export function newestMatches(cut: Cut, request: SearchRequest, tsquery: string | null, score: SQL): SQL {
  const asked = [...(tsquery === null ? [] : [tsquery]), ...facetsAsked(request)]
  const words = asked.length > 0 ? asked.map((one) => `(${one})`).join(' & ') : null
  const isCommon = words !== null && asked.every((one) => cut.common.has(one))
  const ofYear = request.year && cut.stretches.length > 0 ? stretchesOf(request.year) : null
  const stretches = ofYear ?? cut.stretches
  const parts: Part[] = [
    ...stretches.map((stretch) => within(stretch, words, isCommon)),
    ...(ofYear ? [] : [beyond(stretches, words)]),
  ].map((held, at) => ({ name: `stretch_${at}`, held, when: at === 0 ? null : tooFew(at) }))
  if (!ofYear && stretches.length > 0 && words !== null) {
    const newest = sql`(select count(*) from stretch_0)`
    const few = Math.floor((words.includes(' & ') ? fewMatches.together : fewMatches.alone) * cut.share)
    for (const part of parts.slice(1)) part.when = sql`${part.when} and ${newest} > ${few}`
    parts.push({
      name: 'whole',
      held: beyond(stretches.slice(0, 1), words),
      when: sql`${newest} <= ${few}`,
    })
  }
  const read = parts.map(
    ({ name, held, when }) => sql`${sql.raw(name)} as materialized (
      select id, unit_id, class, category, division_code, published_on, ${score} as score from search_rows
      where ${sql.join([held, wherePermitted(request) ?? sql`true`, ...(when ? [when] : [])], sql` and `)}
      order by published_on desc, id desc limit ${cap} + 1)`,
  )
  const counted = parts.map(({ name }) => `(select count(*) from ${name})`).join(' + ')
  const all = parts.map(({ name }) => `select * from ${name}`).join(' union all ')
  // One part alone is in order already, and looked through where it lies.
  const matches =
    parts.length === 1
      ? sql`matches as not materialized (${sql.raw(all)} limit ${cap})`
      : sql`matches as materialized (select * from (${sql.raw(all)}) as stretches order by published_on desc, id desc limit ${cap})`
  return sql`${sql.join(read, sql`, `)}, found as (select least(${sql.raw(counted)}, ${cap} + 1) as count), ${matches}`
}

/** What was chosen, as words of the index and as `common` has them; `wherePermitted` says it exactly beside them. */
const facetsAsked = (request: SearchRequest): string[] =>
  facetLexemes({
    ...request,
    unitId: request.unitId?.toLowerCase(),
    divisionCode: request.divisionCode && divisionPrefix(request.divisionCode),
  }).map((lexeme) => `(${lexeme})`)

/** A year's months, the newest first, in stretches that grow as the others do. */
function stretchesOf(year: number): Stretch[] {
  const edges = [13, 12, 11, 9, 5, 1].map((month) =>
    Temporal.PlainYearMonth.from({ year, month: 1 }).add({ months: month - 1 }),
  )
  return edges.slice(1).map((from, at) => ({ from, to: edges[at] ?? from }))
}

/** Rows that are asked for together, and what has to hold of those before. */
type Part = { name: string; held: SQL; when: SQL | null }

/** The parts before `at` have not filled the cap. */
const tooFew = (at: number): SQL =>
  sql.raw(
    `${Array.from({ length: at }, (_, before) => `(select count(*) from stretch_${before})`).join(' + ')} <= ${mostMatches}`,
  )

/** Rows of the stretch that hold the words: by the words of its months, so that no older part of a word's list is read; or, of a common word, by date. */
function within({ from, to }: Stretch, tsquery: string | null, isCommon: boolean): SQL {
  const months: string[] = []
  for (let month = from; Temporal.PlainYearMonth.compare(month, to) < 0; month = month.add({ months: 1 }))
    months.push(monthLexeme(month))
  if (tsquery !== null && !isCommon && months.length <= mostMonths)
    return sql`tsv @@ ${`(${tsquery}) & (${months.join(' | ')})`}::tsquery`
  // "is true" keeps the word's own list out of the plan.
  const held = isCommon ? sql`(${holding(tsquery)}) is true` : holding(tsquery)
  return sql`${held} and published_on >= ${firstDay(from)}::date and published_on < ${firstDay(to)}::date`
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
