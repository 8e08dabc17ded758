import { dateOf } from '#platform/columns.ts'
import type { Db } from '#platform/database.ts'
import { isId } from '#platform/id.ts'
import type { SearchRequest } from './conditions.ts'
import { didYouMean } from './did-you-mean.ts'
import { type Facets, facetsOf } from './facets.ts'
import { type FoundItem, readFoundPage } from './found-page.ts'
import { highlights, type Range, type Snippet, snippetOf } from './highlight.ts'
import { mostMatches } from './newest-matches.ts'
import { parseQuery, type Query } from './query.ts'

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

/** Finds published things. Any input is answered: a text without meaning as if nothing had been typed. */
export async function searchDocuments(db: Db, request: SearchRequest): Promise<SearchResult> {
  const query = parseQuery(request.q)
  // A key that nobody was given opens the list at its beginning, as that of a withdrawn row does.
  const after = request.after && isId(request.after) ? request.after : undefined
  const asked = { ...request, after, size: Math.min(Math.max(request.size ?? 20, 1), 100) }
  let page = await readFoundPage(db, asked, query.all)
  const isRelaxed = page.found === 0 && query.any !== null
  if (isRelaxed) page = await readFoundPage(db, asked, query.any)
  const shown = page.items.slice(0, asked.size)
  return {
    items: shown.map((item) => searchItem(item, query)),
    facets: facetsOf(page.groups),
    total: Math.min(page.found, mostMatches),
    isCapped: page.found > mostMatches,
    isRelaxed: isRelaxed && page.found > 0,
    didYouMean: page.found === 0 || isRelaxed ? await didYouMean(db, request.q) : null,
    nextKey: page.items.length > asked.size ? (shown.at(-1)?.id ?? null) : null,
  }
}

const searchItem = ({ id: _, body, ...item }: FoundItem, query: Query): SearchItem => ({
  ...item,
  publishedOn: dateOf(item.publishedOn),
  answeredOn: item.answeredOn === null ? null : dateOf(item.answeredOn),
  titleHighlights: highlights(item.title, query.needles, query.spellings),
  snippet: snippetOf(body, query.needles),
})
