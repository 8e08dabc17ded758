import { and, between, eq, like, type SQL, sql } from 'drizzle-orm'
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

/** What this reader may find, narrowed by what they chose. */
export function wherePermitted(request: SearchRequest): SQL | undefined {
  const { unitId, class: kind, category, divisionCode, year, subjectType } = request
  const tokens = sql.param(request.tokens ?? ['public'])
  return and(
    // Most rows are everybody's: to compare two arrays whole costs a quarter of looking for what they share.
    sql`(${searchRows.audience} = ${tokens}::text[] or ${searchRows.audience} && ${tokens}::text[])`,
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
  )
}

/** 510400 → 5104, 510402 → itself, 510402000 → 510402: what all codes below begin with. */
export function divisionPrefix(code: string): string {
  const digits = code.replace(/\D/g, '')
  if (digits.length === 9 && digits.endsWith('000')) return divisionPrefix(digits.slice(0, 6))
  if (digits.endsWith('0000')) return digits.slice(0, -4)
  return digits.length === 6 && digits.endsWith('00') ? digits.slice(0, -2) : digits
}
