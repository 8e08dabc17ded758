import type { Database } from './database.ts'

const names = new Map<string, string>()

/**
 * A read that a page lives on: one statement, parsed and planned once by each connection, without building it anew (measured: half the time of a letter's
 * page). Its rows come as one JSON text: the driver looks at each column of each row, `JSON.parse` at none. For a handful of texts that do not grow with
 * what is asked; everything else goes through Drizzle.
 *
 * @returns rows by the names of their columns, in the order of the statement, each value as JSON has it: moments and dates as text
 */
export async function readNamed<Row extends object>(
  db: Database,
  text: string,
  values: (string | number | null)[],
): Promise<Row[]> {
  let name = names.get(text)
  if (!name) {
    name = `read_${names.size}`
    names.set(text, name)
  }
  const { rows } = await db.$client.query<{ rows: string }>({
    name,
    text: `select coalesce(json_agg(r), '[]')::text as rows from (${text}) r`,
    values,
  })
  return JSON.parse(rows[0]?.rows ?? '[]') as Row[]
}
