import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'

type Entered = { type: string } & Record<string, unknown>

/** What the record holds of a kind of act, in order: each type with its public document. */
export async function entered(db: Db, kind: string): Promise<Entered[]> {
  const { rows } = await db.execute<{ type: string; document: string }>(
    sql`select type, convert_from(document, 'UTF8') as document from ledger_entries where type like ${`${kind}.%`} order by id`,
  )
  return rows.map(({ type, document }) => ({ type, ...JSON.parse(document) }))
}
