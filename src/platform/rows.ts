import { createHash } from 'node:crypto'
import { getTableName } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core'
import { type Database, type Db, sqlState } from './database.ts'
import { inBatches } from './in-batches.ts'
import type { Enqueued } from './jobs.ts'
import { spentKeys } from './tables.ts'

type Row = Record<string, unknown>

/**
 * All that one act writes, gathered first and written by one statement: new rows of any tables, rows that change, keys to spend, jobs. It costs one
 * round trip where a statement for each row costs ten, and one statement is all or nothing by itself.
 *
 * The rows travel as JSON, so that the text of the statement depends on the tables alone, not on how many rows there are: each connection parses and
 * plans it once.
 */
export class Rows {
  readonly inserts = new Map<PgTable, Row[]>()
  readonly updates = new Map<PgTable, Row[]>()
  readonly keys: Row[] = []
  readonly expectations = new Map<Expectation, unknown[]>()
  readonly jobs: Row[] = []

  insert<T extends PgTable>(table: T, ...rows: T['$inferInsert'][]): void {
    push(this.inserts, table, rows)
  }

  /** Sets the columns that `row` names where its `id` is. All rows given for one table name the same columns; a table is either inserted into or updated, not both with the same row. */
  update<T extends PgTable>(table: T, row: Partial<T['$inferSelect']> & { id: string }): void {
    push(this.updates, table, [row])
  }

  /** Where the key is spent already (and not free again), nothing of all this is written, and `keyTaken` is the SQLSTATE. */
  spend(key: typeof spentKeys.$inferInsert): void {
    this.keys.push(key)
  }

  /** Where it does not hold at the writing, nothing of all this is written, and `notAsExpected` is the SQLSTATE. */
  expect(expectation: Expectation, value: unknown): void {
    this.expectations.set(expectation, [...(this.expectations.get(expectation) ?? []), value])
  }

  enqueue(task: string, payload: Record<string, unknown>, options: Enqueued = {}): void {
    const { runAt, key, maxAttempts = 25 } = options
    this.jobs.push({ identifier: task, payload, run_at: runAt?.toString(), job_key: key, max_attempts: maxAttempts })
  }
}

/**
 * Something that was not asked but taken for granted, as it nearly always is: an SQL condition over `given`, the JSON array of what the acts give. It saves
 * the question; where the answer would have been another, the act begins anew and asks.
 */
export type Expectation = (given: string) => string

/** SQLSTATE of a write that would have spent a key twice. */
export const keyTaken = 'YG001'
/** SQLSTATE of a write whose expectation did not hold. */
export const notAsExpected = 'YG002'

/** In the transaction at hand, or alone as a transaction of its own. */
export const writeRows = (db: Db, rows: Rows): Promise<void> => writeTogether(db, [rows])

/** What several acts gathered, by one statement. */
export async function writeTogether(db: Db, batch: Rows[]): Promise<void> {
  const { text, name, values } = statement(batch)
  await db._.session.prepareQuery({ sql: text, params: values }, undefined, name, false).execute()
}

/**
 * Writes and commits, sharing statement and commit with whoever commits at the same moment. Resolves when it is on disk. If together they fail, each is
 * tried alone, so that nobody suffers for another's row; where the connection broke nobody knows the outcome, and all are told so.
 */
export const commitTogether = inBatches(
  { atOnce: 2, most: 32 },
  async (db: Database, batch: Rows[]): Promise<(Error | null)[]> => {
    const whole = await tryCommit(db, batch)
    if (!whole) return batch.map(() => null)
    if (batch.length === 1 || !isRefusedByServer(whole)) return batch.map(() => whole)
    return Promise.all(batch.map((rows) => tryCommit(db, [rows])))
  },
)

async function tryCommit(db: Database, batch: Rows[]): Promise<Error | null> {
  try {
    await db.$client.query(statement(batch))
    return null
  } catch (error) {
    return error as Error
  }
}

/** The server answered and rolled back; a connection that ended (08, 57P) may have committed before. */
const isRefusedByServer = (error: Error): boolean => /^(?!08|57P|XX)\w{5}$/.test(sqlState(error))

function push(to: Map<PgTable, Row[]>, table: PgTable, rows: Row[]): void {
  if (rows.length === 0) return
  const known = to.get(table)
  if (known) known.push(...rows)
  else to.set(table, rows)
}

type Statement = { text: string; name: string; values: string[] }

function statement(batch: Rows[]): Statement {
  const parts: string[] = []
  const values: string[] = []
  const json = (rows: unknown[]): string => `$${values.push(JSON.stringify(rows))}::json`
  const keys = batch.flatMap((rows) => rows.keys)
  const jobs = batch.flatMap((rows) => rows.jobs)
  const results: string[] = []
  if (keys.length > 0) {
    const from = json(keys.map((row) => encode(spentKeys, row)))
    parts.push(`spent as (${insertion(spentKeys, from)} on conflict (key) do update set body_hash = excluded.body_hash,
      location = excluded.location, status = excluded.status, spent_at = excluded.spent_at, free_at = excluded.free_at
      where spent_keys.free_at <= excluded.spent_at returning 1)`)
    results.push(`case when (select count(*) from spent) < json_array_length(${from}) then spent_key_taken() end`)
  }
  for (const expectation of new Set(batch.flatMap((rows) => [...rows.expectations.keys()]))) {
    const given = batch.flatMap(({ expectations }) => expectations.get(expectation) ?? [])
    results.push(`case when not (${expectation(json(given))}) then not_as_expected() end`)
  }
  for (const [at, table] of tablesOf(batch, 'inserts').entries()) {
    const rows = batch.flatMap(({ inserts }) => inserts.get(table) ?? [])
    parts.push(`new_${at} as (${insertion(table, json(rows.map((row) => encode(table, row))))})`)
  }
  for (const [at, table] of tablesOf(batch, 'updates').entries()) {
    const rows = batch.flatMap(({ updates }) => updates.get(table) ?? [])
    parts.push(`changed_${at} as (${change(table, rows, json)})`)
  }
  if (jobs.length > 0) {
    results.push(`(select count(*) from graphile_worker.add_jobs((select array_agg(job)
      from json_populate_recordset(null::graphile_worker.job_spec, ${json(jobs)}) as job)))`)
  }
  const text = `${parts.length > 0 ? `with ${parts.join(', ')} ` : ''}select ${results.join(', ') || '1'}`
  return { text, name: nameOf(text), values }
}

const tablesOf = (batch: Rows[], kind: 'inserts' | 'updates'): PgTable[] => [
  ...new Set(batch.flatMap((rows) => [...rows[kind].keys()])),
]

function insertion(table: PgTable, from: string): string {
  const names = shapeOf(table).map(({ name }) => `"${name}"`)
  return `insert into "${getTableName(table)}" (${names}) select ${names} from json_populate_recordset(null::"${getTableName(table)}", ${from})`
}

function change(table: PgTable, rows: Row[], json: (rows: Row[]) => string): string {
  const columns = shapeOf(table).filter(({ key }) => rows[0] && key in rows[0] && key !== 'id')
  const sets = columns.map(({ name }) => `"${name}" = given."${name}"`)
  const from = json(rows.map((row) => encode(table, row)))
  const name = getTableName(table)
  return `update "${name}" set ${sets} from json_populate_recordset(null::"${name}", ${from}) as given where "${name}".id = given.id`
}

type ColumnShape = { key: string; name: string; encode: (value: unknown) => unknown; otherwise: unknown }

const shapes = new WeakMap<PgTable, ColumnShape[]>()

function shapeOf(table: PgTable): ColumnShape[] {
  const known = shapes.get(table)
  if (known) return known
  const keys = new Map(Object.entries(table).map(([key, column]) => [column, key]))
  const made = getTableConfig(table).columns.map((column) => ({
    key: keys.get(column) ?? column.name,
    name: column.keyAsName ? toSnakeCase(column.name) : column.name,
    encode: encoderOf(column),
    otherwise: otherwise(column),
  }))
  shapes.set(table, made)
  return made
}

/** JSON has no bytes; PostgreSQL reads them from hex. What has a driver's form of its own (instants, dates) is written in it. */
function encoderOf(column: PgColumn): ColumnShape['encode'] {
  // A lone half of a character, which JSON would carry and PostgreSQL refuse, becomes the replacement sign, as the driver writes it.
  if (column.dataType === 'string') return (value) => (value as string).toWellFormed()
  if (column.dataType !== 'custom') return (value) => value
  if (column.getSQLType() === 'bytea') return (value) => `\\x${(value as Buffer).toString('hex')}`
  return (value) => column.mapToDriverValue(value)
}

function otherwise(column: PgColumn): unknown {
  const value: unknown = column.default ?? null
  if (value !== null && typeof value === 'object')
    throw new Error(`${column.name}: a default of the database cannot be left to it here`)
  return value
}

function encode(table: PgTable, row: Row): Row {
  const encoded: Row = {}
  for (const { key, name, encode, otherwise } of shapeOf(table)) {
    const value = row[key]
    encoded[name] = value === undefined ? otherwise : value === null ? null : encode(value)
  }
  return encoded
}

const names = new Map<string, string>()

/** The name under which a connection keeps the statement; the same text always has the same. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const made = `rows_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
  names.set(text, made)
  return made
}
