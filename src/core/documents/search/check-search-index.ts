import { asc, gt, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { searchRows } from './tables.ts'
import { vectorOf } from './vector.ts'

/** Compares every row's index with its text, made anew: one sentence for each difference, empty when all is well. */
export async function checkSearchIndex(db: Db): Promise<string[]> {
  const faults: string[] = []
  let last = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await db
      .select({
        id: searchRows.id,
        subjectId: searchRows.subjectId,
        title: searchRows.title,
        body: searchRows.body,
        publishedOn: searchRows.publishedOn,
        subjectType: searchRows.subjectType,
        unitId: searchRows.unitId,
        class: searchRows.class,
        category: searchRows.category,
        divisionCode: searchRows.divisionCode,
      })
      .from(searchRows)
      .where(gt(searchRows.id, last))
      .orderBy(asc(searchRows.id))
      .limit(200)
    for (const row of rows) {
      const [same] = await db
        .select({
          isSame: sql<boolean>`${searchRows.tsv} = ${vectorOf(row)}::tsvector`,
        })
        .from(searchRows)
        .where(sql`${searchRows.id} = ${row.id}`)
      if (same?.isSame === false) faults.push(`检索行 ${row.id}（${row.subjectId}）的索引与正文不一致`)
    }
    const end = rows.at(-1)
    if (!end) return faults
    last = end.id
  }
}
