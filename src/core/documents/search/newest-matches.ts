import { type SQL, sql } from 'drizzle-orm'
import { keptFor } from '#platform/kept.ts'
import { type SearchRequest, wherePermitted } from './conditions.ts'

/** So many of the newest matches are ranked, counted and paged; older ones are reached by the filters. */
export const mostMatches = 1000

/** So many of the newest rows are looked through first, then as many again, twice as many …, then the rest: never many more than needed are fetched. */
const stretches = [20_000, 40_000, 80_000, 160_000, 320_000, 640_000]

/**
 * The dates at which one stretch of rows ends and an older one begins; none while everything is one stretch. A minute old at most, and only ever a
 * matter of speed: together the stretches are all rows, whatever the dates.
 */
export const stretchEdges = keptFor(60, async (db): Promise<string[]> => {
  const { rows } = await db.execute<{ edge: string | null }>(sql`
    select (select published_on::text from search_rows order by published_on desc offset place limit 1) as edge
    from unnest(array[${sql.raw(stretches.join(', '))}]) with ordinality as stretch (place, at) order by at`)
  return [...new Set(rows.flatMap(({ edge }) => edge ?? []))]
})

/**
 * The common table expressions of a statement that reads from `matches`: one more than the cap of the newest rows that hold `tsquery`, with their `score`.
 * Stretch by stretch from the newest, an older one only while there are too few: within a stretch PostgreSQL meets a common word along the index of
 * dates, and gets a rarer one from the word index without touching its older matches. Over all rows at once both ways grow with the city
 * (measured on 200,000: 20 to 70 ms for a word in every fifteenth letter, 7 to 13 this way). `limits`: see `stretchEdges`.
 */
export function newestMatches(
  limits: readonly string[],
  request: SearchRequest,
  tsquery: string | null,
  score: SQL,
): SQL {
  const found: SQL[] = []
  for (let at = 0; at <= limits.length; at++) {
    const [to, from] = [limits[at - 1], limits[at]]
    const earlier = found.map((_, before) => sql`(select count(*) from ${stretch(before)})`)
    found.push(sql`${stretch(at)} as materialized (
      select id, unit_id, class, category, division_code, published_on, ${score} as score from search_rows
      where ${sql.join(
        [
          tsquery === null ? sql`true` : sql`tsv @@ ${tsquery}::tsquery`,
          wherePermitted(request) ?? sql`true`,
          ...(from ? [sql`published_on >= ${from}::date`] : []),
          ...(to ? [sql`published_on < ${to}::date`] : []),
          ...(earlier.length > 0 ? [sql`${sql.join(earlier, sql` + `)} <= ${cap}`] : []),
        ],
        sql` and `,
      )}
      order by published_on desc, id desc limit ${cap} + 1)`)
  }
  const all = sql.join(
    found.map((_, at) => sql`select * from ${stretch(at)}`),
    sql` union all `,
  )
  return sql`${sql.join(found, sql`, `)}, matches as materialized (
    select *, row_number() over (order by published_on desc, id desc) <= ${cap} as counts from (
      select * from (${all}) as stretches order by published_on desc, id desc limit ${cap} + 1) as newest)`
}

const cap = sql.raw(String(mostMatches))
const stretch = (at: number): SQL => sql.raw(`stretch_${at}`)
