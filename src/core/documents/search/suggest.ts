import { desc, like, or, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { mostMatches } from './newest-matches.ts'
import { parseQuery } from './query.ts'
import { searchRows, searchWords } from './tables.ts'
import { fold } from './words.ts'

/** `path` leads to the one thing with that title; without it the text is to be searched for. */
export type Suggestion = { text: string; path: string | null }

const mostWords = 4
const mostAll = 8

/** While typing: words of titles that begin so (also by pinyin or its initials), then the newest titles that fit. */
export async function suggest(db: Db, typed: string, tokens: string[] = ['public']): Promise<Suggestion[]> {
  const begun = fold(typed).trim().slice(0, 30)
  if (begun === '') return []
  const [words, titles] = [await wordsBegun(db, begun), await titlesFor(db, begun, tokens)]
  return [...words, ...titles].slice(0, mostAll)
}

async function wordsBegun(db: Db, begun: string): Promise<Suggestion[]> {
  const prefix = `${escaped(begun)}%`
  const rows = await db
    .select({ text: searchWords.word })
    .from(searchWords)
    .where(
      /^[a-z]+$/.test(begun)
        ? or(like(searchWords.pinyin, prefix), like(searchWords.initials, prefix))
        : like(searchWords.word, prefix),
    )
    .orderBy(desc(searchWords.titles), searchWords.word)
    .limit(mostWords)
  return rows.map(({ text }) => ({ text, path: null }))
}

async function titlesFor(db: Db, begun: string, tokens: string[]): Promise<Suggestion[]> {
  const { all } = parseQuery(begun)
  const isShort = [...begun].length < 2
  if (!all) return []
  const fits = isShort
    ? like(searchRows.title, `${escaped(begun)}%`)
    : sql`${searchRows.tsv} @@ ${inTitle(all)}::tsquery`
  // Materialized, with the search's cap: for a limit of eight alone PostgreSQL would walk the whole table by date only to find that a
  // rare word is nowhere.
  const { rows } = await db.execute<Suggestion>(sql`
    with newest as materialized (
      select ${searchRows.title} as text, ${searchRows.path} as path
      from ${searchRows}
      where ${searchRows.audience} && ${sql.param(tokens)}::text[] and ${fits}
      order by ${searchRows.publishedOn} desc, ${searchRows.id} desc
      limit ${mostMatches + 1})
    select text, path from newest limit ${mostAll}`)
  return rows
}

/** Only the title's words, and its pinyin: weights A and C. */
const inTitle = (tsquery: string): string =>
  tsquery.replace(/('(?:[^']|'')*')(:\*)?/g, (_, lexeme: string, prefix?: string) => `${lexeme}${prefix ?? ':'}AC`)

const escaped = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
