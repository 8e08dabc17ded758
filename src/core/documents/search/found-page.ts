import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import type { SearchRequest } from './conditions.ts'
import type { Group } from './facets.ts'
import { newestMatches, rowsCut } from './newest-matches.ts'

/** Dates as `2026-11-23`. */
export type FoundItem = {
  id: string
  subjectType: string
  subjectId: string
  path: string
  title: string
  body: string
  unitId: string | null
  class: string | null
  category: string | null
  divisionCode: string | null
  publishedOn: string
  answeredOn: string | null
}

/** `found` is one more than the cap when there are more. */
type FoundPage = {
  found: number
  groups: Group[]
  items: FoundItem[]
}

/** Longer bodies are not indexed further either. */
const bodyShown = 16_000

/**
 * One page of what was found, with what can be counted of all of it, in one statement: the matches themselves, a thousand of them, never leave the
 * database. The rank is taken as they are met, so that no word vector goes through a sort. One item more than `size` when there is a next page.
 */
export async function readFoundPage(
  db: Db,
  request: SearchRequest & { size: number },
  tsquery: string | null,
): Promise<FoundPage> {
  const isRanked = tsquery !== null && request.sort !== 'date'
  const key = isRanked ? sql`score, published_on, id` : sql`published_on, id`
  const order = isRanked ? sql`score desc, published_on desc, id desc` : sql`published_on desc, id desc`
  const matches = newestMatches(await rowsCut(db), request, tsquery, isRanked ? rank(tsquery) : sql`0`)
  const { rows } = await db.execute<{ found: string; groups: Group[] | null; items: FoundItem[] | null }>(sql`
    with ${matches}
    select (select count from found) as found, (${groupsOfMatches}) as groups,
      (select json_agg(i) from (select ${itemColumns} from (
        select id, score from matches where true ${beyond(request.after, key)} order by ${order} limit ${sql.raw(`${request.size + 1}`)}) as shown
      join search_rows r using (id) order by ${isRanked ? sql`score desc, ` : sql``}r.published_on desc, r.id desc) as i) as items`)
  const [row] = rows
  return { found: Number(row?.found ?? 0), groups: row?.groups ?? [], items: row?.items ?? [] }
}

/** A row that was withdrawn between two pages sends its reader to the beginning. */
const beyond = (after: string | undefined, key: SQL): SQL =>
  after
    ? sql`and ((${key}) < (select ${key} from matches where id = ${after}) or not exists (select from matches where id = ${after}))`
    : sql``

const rank = (tsquery: string): SQL => sql`ts_rank_cd('{0.05,0.3,0.3,1}', tsv, ${tsquery}::tsquery, 1)`

/** How many matches have each value of each facet: a few dozen rows instead of a thousand. The bits of `grouping` say which facets a count is not of. */
const groupsOfMatches = sql`
  select json_agg(json_build_array(grouped, coalesce(unit_id::text, class, category, division_code, year::text), count)) from (
    select grouping(unit_id, class, category, division_code, year) as grouped, unit_id, class, category, division_code, year, count(*) as count
    from (select unit_id, class, category, division_code, extract(year from published_on)::int as year from matches) as counted
    group by grouping sets ((unit_id), (class), (category), (division_code), (year))) as together`

const itemColumns = sql`r.id, r.subject_type as "subjectType", r.subject_id as "subjectId", r.path, r.title, left(r.body, ${sql.raw(`${bodyShown}`)}) as body,
  r.unit_id as "unitId", r.class, r.category, r.division_code as "divisionCode", r.published_on as "publishedOn", r.answered_on as "answeredOn"`
