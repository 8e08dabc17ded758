import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'

/** How many numbers may have been given out since a backup whose successor is lost. */
const mayBeLost = 100_000

type Given = Record<string, bigint>

/** The last serial of each kind of matter. */
export async function lastSerials(db: Db): Promise<Given> {
  const { rows } = await db.execute<{ name: string; last: string }>(
    sql`select sequencename as name, coalesce(last_value, 0)::text as last from pg_sequences where sequencename like 'matter_number_%'`,
  )
  return Object.fromEntries(rows.map(({ name, last }) => [name, BigInt(last)]))
}

/**
 * After a backup was restored: the numbers that people were told since then are never told to others. `since` are the serials of the data that the backup
 * replaces; where they cannot be read any more a generous gap is left.
 */
export async function skipNumbers(db: Db, since: Given | null): Promise<void> {
  for (const [name, last] of Object.entries(await lastSerials(db))) {
    const told = since?.[name] ?? last + BigInt(mayBeLost)
    const from = (told > last ? told : last) + 1n
    await db.execute(sql`select setval(${name}::regclass, ${from.toString()}::bigint)`)
  }
}
