import { and, between, desc, eq, inArray, like, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { didYouMean } from './did-you-mean.ts'
import { type Facets, facetsOf } from './facets.ts'
import { highlights, type Range, type Snippet, snippetOf } from './highlight.ts'
import { parseQuery, type Query } from './query.ts'
import { searchRows } from './tables.ts'

export type SearchFilters = {
  unitId?: string
  class?: string
  category?: string
  /** A code and all below it: 510400 finds the whole city. */
  divisionCode?: string
  year?: number
  subjectType?: string
}

export type SearchRequest = SearchFilters & {
  q: string
  /** Without a query the newest come first either way. */
  sort?: 'relevance' | 'date'
  /** `nextKey` of the page before. */
  after?: string
  size?: number
  /** The reader's tokens; default those of everybody. */
  tokens?: string[]
}

export type SearchItem = {
  subjectType: string
  subjectId: string
  path: string
  title: string
  titleHighlights: Range[]
  snippet: Snippet
  unitId: string | null
  class: string | null
  category: string | null
  divisionCode: string | null
  publishedOn: Temporal.PlainDate
  answeredOn: Temporal.PlainDate | null
}

export type SearchResult = {
  items: SearchItem[]
  facets: Facets
  /** At most 1,000; `isCapped` when there are more: say `1000+ 条，按最近的 1000 条排序`. */
  total: number
  isCapped: boolean
  /** Nothing held all the words; these hold some of them. */
  isRelaxed: boolean
  didYouMean: string | null
  nextKey: string | null
}

/** So many of the newest matches are ranked, counted and paged; older ones are reached by the filters. */
export const mostMatches = 1000

/** Finds published things. Any input is answered: a text without meaning as if nothing had been typed. */
export async function searchDocuments(db: Db, request: SearchRequest): Promise<SearchResult> {
  const query = parseQuery(request.q)
  let found = await newestMatches(db, request, query.all)
  const isRelaxed = found.length === 0 && query.any !== null
  if (isRelaxed) found = await newestMatches(db, request, query.any)
  const isCapped = found.length > mostMatches
  const matches = found.slice(0, mostMatches)
  const ordered = request.sort === 'date' || query.all === null ? matches : matches.sort(byScore)
  const size = Math.min(Math.max(request.size ?? 20, 1), 100)
  const start = request.after ? positionAfter(ordered, request.after) : 0
  const shown = ordered.slice(start, start + size)
  return {
    items: await itemsOf(db, shown, query),
    facets: facetsOf(matches),
    total: matches.length,
    isCapped,
    isRelaxed: isRelaxed && matches.length > 0,
    didYouMean: found.length === 0 || isRelaxed ? await didYouMean(db, request.q) : null,
    nextKey: start + size < ordered.length ? (shown.at(-1)?.id ?? null) : null,
  }
}

type Match = Awaited<ReturnType<typeof newestMatches>>[number]

/**
 * One more than the cap, newest first. PostgreSQL chooses by its statistics of words: a common one is met soon along the index of
 * dates, a rare one is fetched by the word index and sorted. Rank is taken of these only.
 */
async function newestMatches(db: Db, request: SearchRequest, tsquery: string | null) {
  const newest = db.$with('newest').as(
    db
      .select({
        id: searchRows.id,
        unitId: searchRows.unitId,
        class: searchRows.class,
        category: searchRows.category,
        divisionCode: searchRows.divisionCode,
        publishedOn: searchRows.publishedOn,
        tsv: searchRows.tsv,
      })
      .from(searchRows)
      .where(and(tsquery ? sql`${searchRows.tsv} @@ ${tsquery}::tsquery` : undefined, ...conditions(request)))
      .orderBy(desc(searchRows.publishedOn), desc(searchRows.id))
      .limit(mostMatches + 1),
  )
  return db
    .with(newest)
    .select({
      id: newest.id,
      unitId: newest.unitId,
      class: newest.class,
      category: newest.category,
      divisionCode: newest.divisionCode,
      publishedOn: newest.publishedOn,
      score: tsquery
        ? sql<number>`ts_rank_cd('{0.05,0.3,0.3,1}', ${newest.tsv}, ${tsquery}::tsquery, 1)`.mapWith(Number)
        : sql<number>`0`.mapWith(Number),
    })
    .from(newest)
    .orderBy(desc(newest.publishedOn), desc(newest.id))
}

function conditions(request: SearchRequest): (SQL | undefined)[] {
  const { unitId, class: kind, category, divisionCode, year, subjectType } = request
  return [
    sql`${searchRows.audience} && ${sql.param(request.tokens ?? ['public'])}::text[]`,
    unitId ? eq(searchRows.unitId, unitId) : undefined,
    kind ? eq(searchRows.class, kind) : undefined,
    category ? eq(searchRows.category, category) : undefined,
    subjectType ? eq(searchRows.subjectType, subjectType) : undefined,
    divisionCode ? like(searchRows.divisionCode, `${divisionPrefix(divisionCode)}%`) : undefined,
    year
      ? between(
          searchRows.publishedOn,
          Temporal.PlainDate.from({ year, month: 1, day: 1 }),
          Temporal.PlainDate.from({ year, month: 12, day: 31 }),
        )
      : undefined,
  ]
}

/** 510400 → 5104, 510402 → itself, 510402000 → 510402: what all codes below begin with. */
export function divisionPrefix(code: string): string {
  const digits = code.replace(/\D/g, '')
  if (digits.length === 9 && digits.endsWith('000')) return divisionPrefix(digits.slice(0, 6))
  if (digits.endsWith('0000')) return digits.slice(0, -4)
  return digits.length === 6 && digits.endsWith('00') ? digits.slice(0, -2) : digits
}

const byScore = (a: Match, b: Match): number =>
  b.score - a.score || Temporal.PlainDate.compare(b.publishedOn, a.publishedOn) || (a.id < b.id ? 1 : -1)

/** A row that was withdrawn between two pages sends its reader to the beginning. */
const positionAfter = (ordered: Match[], key: string): number => ordered.findIndex(({ id }) => id === key) + 1

async function itemsOf(db: Db, shown: Match[], query: Query): Promise<SearchItem[]> {
  if (shown.length === 0) return []
  const rows = await db
    .select({
      id: searchRows.id,
      subjectType: searchRows.subjectType,
      subjectId: searchRows.subjectId,
      path: searchRows.path,
      title: searchRows.title,
      body: searchRows.body,
      answeredOn: searchRows.answeredOn,
    })
    .from(searchRows)
    .where(
      inArray(
        searchRows.id,
        shown.map(({ id }) => id),
      ),
    )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return shown.flatMap((match) => {
    const row = byId.get(match.id)
    if (!row) return []
    const { id, score, ...facets } = match
    const { id: _, body, ...known } = row
    return {
      ...known,
      ...facets,
      titleHighlights: highlights(row.title, query.needles, query.spellings),
      snippet: snippetOf(body, query.needles),
    }
  })
}
