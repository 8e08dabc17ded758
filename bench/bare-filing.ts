import type { Pool, PoolClient } from 'pg'
import { newId } from '#platform/id.ts'
import { urls } from '#urls.ts'

type Template = { table: string; insert: string; values: (string | null)[]; columns: string[] }

/**
 * The rows of one filed letter again and again by plain `pg`, as one would write it by hand: a transaction, one prepared statement for each row, the
 * job by `add_job`; eight connections on the same database. What a filing through HTTP is compared with.
 *
 * @returns transactions a second
 */
export async function bareFilings(pool: Pool, seconds: number): Promise<number> {
  const templates = await rowsOfLastLetter(pool)
  const ends = performance.now() + seconds * 1000
  const started = performance.now()
  const counts = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = await pool.connect()
      let count = 0
      while (performance.now() < ends) {
        await fileBare(client, templates)
        count++
      }
      client.release()
      return count
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1000)
}

let serial = 0

async function fileBare(client: PoolClient, templates: readonly Template[]): Promise<void> {
  const fresh = new Map<string, string>()
  const renewed = (column: string, value: string | null): string | null => {
    if (value === null) return null
    if (column === 'number') return `9${String(++serial).padStart(17, '0')}`
    if (column !== 'id' && column !== 'key' && column !== 'matter_id' && !column.endsWith('contact_id')) return value
    const known = fresh.get(value) ?? newId()
    fresh.set(value, known)
    return known
  }
  await client.query('begin')
  for (const [at, { table, insert, columns, values }] of templates.entries()) {
    const given = columns.map((column, place) => renewed(column, values[place] ?? null))
    await client.query({ name: `bare_${table}_${at}`, text: insert, values: given })
  }
  const notice = newId()
  await client.query({
    name: 'bare_job',
    text: `select graphile_worker.add_job('notices:deliver', payload := $1::json, job_key := $2, max_attempts := 25)`,
    values: [JSON.stringify({ id: notice }), `notice:${notice}`],
  })
  await client.query('commit')
}

/** As text, which every column reads back. Parents before children. */
async function rowsOfLastLetter(pool: Pool): Promise<Template[]> {
  const { rows } = await pool.query<{ id: string; contact: string; number: string }>(
    `select id, contact_id as contact, number from matters where channel = 'web' order by id desc limit 1`,
  )
  const letter = rows[0]
  if (!letter) throw new Error('no letter was filed that could be a model')
  const found = await Promise.all([
    templatesOf(pool, 'spent_keys', 'location', urls.followMatter(letter.number)),
    templatesOf(pool, 'contacts', 'id', letter.contact),
    templatesOf(pool, 'matters', 'id', letter.id),
    templatesOf(pool, 'matter_texts', 'matter_id', letter.id),
    templatesOf(pool, 'matter_events', 'matter_id', letter.id),
    templatesOf(pool, 'notices', 'matter_id', letter.id),
  ])
  return found.flat()
}

async function templatesOf(pool: Pool, table: string, by: string, value: string): Promise<Template[]> {
  const named = await pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 order by ordinal_position`,
    [table],
  )
  const columns = named.rows.map(({ name }) => name)
  const texts = columns.map((name) => `"${name}"::text`)
  const { rows } = await pool.query<(string | null)[]>({
    text: `select ${texts} from ${table} where ${by} = $1`,
    values: [value],
    rowMode: 'array',
  })
  if (rows.length === 0) throw new Error(`the letter has no row in ${table}`)
  const insert = `insert into ${table} (${columns.map((name) => `"${name}"`)}) values (${columns.map((_, at) => `$${at + 1}`)})`
  return rows.map((values) => ({ table, insert, columns, values }))
}
