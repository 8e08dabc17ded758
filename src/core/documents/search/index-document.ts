import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { searchRows, searchUncounted } from './tables.ts'
import { vectorOf } from './vector.ts'

/** What is to be found. Give only the masked, published text: whatever stands here is shown to everybody in `audience`. */
export type SearchDocument = {
  subjectType: string
  subjectId: string
  title: string
  body: string
  path: string
  publishedOn: Temporal.PlainDate
  answeredOn?: Temporal.PlainDate | null
  unitId?: string | null
  class?: string | null
  category?: string | null
  /** GB/T 2260, six digits, or nine for a town or street. */
  divisionCode?: string | null
  /** Tokens of which a reader needs one; default everybody. */
  audience?: string[]
}

const longestTitle = 200

/** Writes or rewrites the row of a subject, in the transaction that publishes or corrects it. */
export async function indexDocument(tx: Db, document: SearchDocument): Promise<void> {
  const title = document.title.toWellFormed().replaceAll('\0', '').slice(0, longestTitle).toWellFormed()
  const body = document.body.toWellFormed().replaceAll('\0', '')
  const content = {
    title,
    body,
    path: document.path,
    publishedOn: document.publishedOn,
    answeredOn: document.answeredOn ?? null,
    unitId: document.unitId ?? null,
    class: document.class ?? null,
    category: document.category ?? null,
    divisionCode: document.divisionCode ?? null,
    audience: document.audience ?? ['public'],
    tsv: sql<string>`${vectorOf({ ...document, title, body })}::tsvector`,
  }
  const id = newId()
  const [row] = await tx
    .insert(searchRows)
    .values({ id, subjectType: document.subjectType, subjectId: document.subjectId, ...content })
    .onConflictDoUpdate({ target: [searchRows.subjectType, searchRows.subjectId], set: content })
    .returning({ id: searchRows.id })
  if (row?.id === id) await tx.insert(searchUncounted).values({ id })
}

/** Withdrawn or erased: from the next search on it is not found. */
export async function removeDocument(tx: Db, subjectType: string, subjectId: string): Promise<void> {
  await tx.delete(searchRows).where(and(eq(searchRows.subjectType, subjectType), eq(searchRows.subjectId, subjectId)))
}
