import { sql } from 'drizzle-orm'
import type { Db } from '#platform/database.ts'

/** The whole database as text, table by table, of every schema that is not PostgreSQL's own: `schema.table` → its rows. */
export async function dumpOf(db: Db): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ schema: string; name: string }>(sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
  const dump = new Map<string, string>()
  for (const { schema, name } of rows) {
    const table = sql`${sql.identifier(schema)}.${sql.identifier(name)}`
    const { rows: lines } = await db.execute<{ line: string }>(sql`select t::text as line from ${table} as t`)
    dump.set(`${schema}.${name}`, lines.map(({ line }) => line).join('\n'))
  }
  return dump
}

/** Where this stands: as it is, or as the bytes of a `bytea` that somebody forgot to encrypt. */
export function tablesWith(dump: ReadonlyMap<string, string>, text: string): string[] {
  const hex = Buffer.from(text).toString('hex')
  return [...dump].filter(([, rows]) => rows.includes(text) || rows.includes(hex)).map(([table]) => table)
}
