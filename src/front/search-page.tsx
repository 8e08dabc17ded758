import type { SearchFilters, SearchResult } from '#core/documents/index.ts'
import {
  Badge,
  DateText,
  EmptyState,
  Highlight,
  KeyPager,
  LinkButton,
  ListedItem,
  PageHeader,
  Tabs,
} from '#ui/index.ts'
import { urls } from '#urls.ts'

export type SearchPageProps = {
  q: string
  sort: 'relevance' | 'date'
  filters: SearchFilters
  result: SearchResult
  /** Words for the codes in the facets. */
  words: { unit: (id: string) => string; class: (id: string) => string; division: (code: string) => string }
}

type Facet = 'unitId' | 'class' | 'divisionCode' | 'year'

/** What was found, what it can be narrowed to, and honestly how much of it was looked at. */
export function SearchPage({ q, sort, filters, result, words }: SearchPageProps) {
  const chosen = { q, sort, ...filters }
  const facets: { name: Facet; label: string; items: { value: string; label: string; count: number }[] }[] = [
    {
      name: 'class',
      label: '类别',
      items: result.facets.class.map((item) => ({ ...item, label: words.class(item.value) })),
    },
    {
      name: 'unitId',
      label: '答复单位',
      items: result.facets.unit.map((item) => ({ ...item, label: words.unit(item.value) })),
    },
    {
      name: 'divisionCode',
      label: '地点',
      items: result.facets.division.map((item) => ({ ...item, label: words.division(item.value) })),
    },
    { name: 'year', label: '年份', items: result.facets.year.map((item) => ({ ...item, label: `${item.value} 年` })) },
  ]
  return (
    <>
      <PageHeader title={q ? `搜索“${q}”` : '搜索'} lead={q ? undefined : '输入几个词就行，拼音和拼音首字母也能找。'} />
      {result.didYouMean && (
        <p class="search-hint">
          您是不是要找：<a href={searchHref({ q: result.didYouMean })}>{result.didYouMean}</a>
        </p>
      )}
      {isLetterNumber(q) && (
        <p class="search-hint">
          这像是一封信的编号。<a href={urls.follow(q)}>填上查询码，看它办到哪一步</a>
        </p>
      )}
      {result.isRelaxed && <p class="search-hint">没有同时含有这些词的内容，下面是含有其中一部分的。</p>}
      {result.total === 0 ? (
        <EmptyState
          title={q ? '没有找到相关内容' : '还没有可以搜索的内容'}
          action={<LinkButton href={urls.newLetter()}>直接写信问</LinkButton>}
        >
          换一个说法，或者少写几个词。也可以拨打 12345。
        </EmptyState>
      ) : (
        <div class="search-columns">
          <div class="search-results">
            <p class="search-count">{result.isCapped ? '1000+ 条，按最近的 1000 条排序' : `${result.total} 条`}</p>
            <Tabs
              label="排序"
              items={[
                { href: searchHref({ ...chosen, sort: 'relevance' }), label: '最相关', current: sort === 'relevance' },
                { href: searchHref({ ...chosen, sort: 'date' }), label: '最新', current: sort === 'date' },
              ]}
            />
            <ol class="letter-list">
              {result.items.map((item) => (
                <li key={item.subjectId}>
                  <ListedItem
                    meta={
                      <>
                        {item.class && <Badge>{words.class(item.class)}</Badge>}
                        {item.unitId && <span>{words.unit(item.unitId)}</span>}
                        {item.answeredOn && (
                          <span>
                            答复于 <DateText date={item.answeredOn} />
                          </span>
                        )}
                      </>
                    }
                    href={item.path}
                    title={<Highlight text={item.title} ranges={item.titleHighlights} />}
                    excerpt={<Highlight text={item.snippet.text} ranges={item.snippet.ranges} />}
                  />
                </li>
              ))}
            </ol>
            <KeyPager
              shown={result.items.length}
              nextHref={result.nextKey ? searchHref({ ...chosen, after: result.nextKey }) : undefined}
            />
          </div>
          <aside class="search-facets" aria-label="缩小范围">
            {facets.map((facet) => (
              <FacetLinks key={facet.name} facet={facet} chosen={chosen} current={filters[facet.name]} />
            ))}
          </aside>
        </div>
      )}
    </>
  )
}

/** Typed as people type a number: perhaps in groups. */
const isLetterNumber = (q: string): boolean => /^20[\d\s-]{12,28}$/.test(q.trim())

const mostValues = 8

function FacetLinks({
  facet,
  chosen,
  current,
}: {
  facet: { name: Facet; label: string; items: { value: string; label: string; count: number }[] }
  chosen: SearchHref
  current: string | number | undefined
}) {
  if (facet.items.length === 0) return null
  return (
    <section class="facet">
      <h2>{facet.label}</h2>
      <ul>
        {current !== undefined && (
          <li>
            <a href={searchHref({ ...chosen, [facet.name]: undefined })}>全部{facet.label}</a>
          </li>
        )}
        {facet.items.slice(0, mostValues).map((item) => (
          <li key={item.value}>
            <a
              href={searchHref({ ...chosen, [facet.name]: item.value })}
              aria-current={String(current) === item.value ? 'true' : undefined}
            >
              {item.label} <span class="count">{item.count}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

type SearchHref = { q: string; sort?: string; after?: string } & Partial<Record<Facet, string | number | undefined>>

function searchHref({ q, sort, after, unitId, class: kind, divisionCode, year }: SearchHref): string {
  const search = new URLSearchParams({ q })
  const rest = {
    sort: sort === 'date' ? sort : undefined,
    class: kind,
    unit: unitId,
    division: divisionCode,
    year,
    after,
  }
  for (const [name, value] of Object.entries(rest)) if (value !== undefined) search.set(name, String(value))
  return `/search?${search}`
}
