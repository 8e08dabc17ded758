import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnRegister } from '#platform/register.ts'
import { type TestHouse, testHouse } from './house.ts'

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())

/** What is not ours: the job queue keeps ids only (the dump test looks into it), the other what migrations ran. */
const others = ['graphile_worker', 'drizzle']

async function columns(): Promise<{ table: string; column: string; type: string }[]> {
  const { rows } = await house.db.execute<{ schema: string; table: string; column: string; type: string }>(sql`
    select c.table_schema as schema, c.table_name as "table", c.column_name as "column", c.data_type as type
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')`)
  return rows.filter(({ schema }) => !others.includes(schema))
}

const declared = () => columnRegister().flatMap(({ table, columns }) => columns.map((column) => ({ table, ...column })))

test('every column of every table is declared, and nothing else', async () => {
  const found = (await columns()).map(({ table, column }) => `${table}.${column}`).sort()
  expect(found.length).toBeGreaterThan(300)
  expect(
    declared()
      .map(({ table, name }) => `${table}.${name}`)
      .sort(),
  ).toEqual(found)
})

test('a column that nobody declared would be found', async () => {
  await house.db.execute(sql`alter table persons add column favourite_colour text`)
  const known = new Set(declared().map(({ table, name }) => `${table}.${name}`))
  const missing = (await columns()).filter(({ table, column }) => !known.has(`${table}.${column}`))
  await house.db.execute(sql`alter table persons drop column favourite_colour`)
  expect(missing).toEqual([{ schema: 'public', table: 'persons', column: 'favourite_colour', type: 'text' }])
})

test('what names a person lies in bytes, or says why not', async () => {
  const types = new Map((await columns()).map(({ table, column, type }) => [`${table}.${column}`, type]))
  const personal = declared().filter(({ kind }) => kind.startsWith('personal:'))
  expect(personal.length).toBeGreaterThan(12)
  const plain = personal.filter(({ table, name }) => types.get(`${table}.${name}`) !== 'bytea')
  expect(plain.filter(({ plainBecause }) => !plainBecause)).toEqual([])
  // Two of them are Better Auth's own; a third would be a decision.
  expect(plain.map(({ table, name }) => `${table}.${name}`)).toEqual([
    'sessions.ip_address',
    'sessions.user_agent',
    'sessions.device',
  ])
})

test('words of people stand in the tables that erasure empties, and nowhere else', () => {
  const texts = declared().filter(({ kind }) => kind === 'text')
  expect([...new Set(texts.map(({ table }) => table))].sort()).toEqual([
    'door_messages',
    'files',
    // What is said in public; of a question only what a moderator passed.
    'interview_entries',
    'interview_questions',
    'ledger_entries',
    'letter_publications',
    'matter_texts',
    // Sealed, and only until the file has been taken.
    'message_imports',
    'open311_requests',
    'publication_versions',
    'search_rows',
    // Sealed, until a second person has looked at an urgent withdrawal.
    'urgent_withdrawals',
  ])
})

test('everybody may read it', async () => {
  const response = await house.app.request('/about/data', { headers: { Accept: 'text/html' } })
  const words = await response.text()
  expect(response.status).toBe(200)
  for (const { title, retention } of columnRegister()) {
    expect(words).toContain(title)
    expect(words).toContain(retention)
  }
})
