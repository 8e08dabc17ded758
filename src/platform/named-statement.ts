import type { Database } from './database.ts'

/** Everything as PostgreSQL writes it; the reader turns into values only what its page shows. */
const asText = { getTypeParser: () => (text: string) => text }

const names = new Map<string, string>()

/**
 * A read that a page lives on: one statement, parsed and planned once by each connection, without building it anew (measured: half the time of a letter's
 * page). For a handful of texts that do not grow with what is asked; everything else goes through Drizzle.
 *
 * @returns rows by the names of their columns, each value as text
 */
export async function readNamed<Row extends Record<string, string | null>>(
  db: Database,
  text: string,
  values: (string | number | null)[],
): Promise<Row[]> {
  let name = names.get(text)
  if (!name) {
    name = `read_${names.size}`
    names.set(text, name)
  }
  const { rows } = await db.$client.query<Row>({ name, text, values, types: asText })
  return rows
}
