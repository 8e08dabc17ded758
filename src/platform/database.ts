import type { EventEmitter } from 'node:events'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { PgTransaction } from 'drizzle-orm/pg-core'
import { Pool } from 'pg'

export type Database = NodePgDatabase & { $client: Pool }
export type Transaction = Parameters<Parameters<NodePgDatabase['transaction']>[0]>[0]
/** A verb takes either: alone it opens a transaction, inside another it becomes part of it (`within`). */
export type Db = NodePgDatabase | Transaction

export function openDatabase(url: string, size: number): Database {
  const pool = new Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 10_000,
    options: '-c TimeZone=UTC -c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s',
  })
  pool.on('connect', (client) => {
    // Lost in the middle of a transaction: its queries fail, which is what the act hears; without a listener the process would end.
    client.on('error', () => {})
    // A cancelled backend under synchronous replication answers success with this warning: the row may vanish at failover. So the commit fails, too.
    client.on('notice', (notice) => {
      if (notice.code === '01000' && /synchronous replication/.test(notice.message ?? '')) {
        const { connection } = client as typeof client & { connection: EventEmitter }
        connection.emit(
          'error',
          Object.assign(new Error('the commit is on one machine only'), { code: outcomeUnknown }),
        )
      }
    })
  })
  // A connection lost while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {})
  return rememberHome(drizzle(pool, { casing: 'snake_case' }) as Database)
}

/**
 * Runs `work` in the transaction at hand, or in one of its own. What fails in a transaction at hand fails all of it: whoever means to go on after a
 * refusal puts a savepoint around it (`tx.transaction`). Measured: a savepoint for each act was a fifth of the statements of an import.
 */
export const within = async <T>(db: Db, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  db instanceof PgTransaction ? work(db) : db.transaction(work)

const homes = new WeakMap<Db, Database>()

/** The database that a transaction belongs to: what is kept of a database for a while (`kept.ts`) serves its transactions too. */
export const homeOf = (db: Db): Db => homes.get(db) ?? db

function rememberHome(home: Database): Database {
  const open = home.transaction.bind(home)
  home.transaction = (work, config) => open((tx) => work(childOf(home, tx)), config)
  return home
}

function childOf(home: Database, tx: Transaction): Transaction {
  homes.set(tx, home)
  const open = tx.transaction.bind(tx)
  tx.transaction = (work) => open((savepoint) => work(childOf(home, savepoint as Transaction)))
  return tx
}

/** `statement_completion_unknown` of the SQL standard. */
const outcomeUnknown = '40003'

/** Nothing is wrong with what was asked: the database is overloaded, restarting, or cannot promise what it wrote. The same again, a little later, is right. */
export function isUnavailable(error: unknown): boolean {
  if (/^(08|57P0|55P03|57014|53300|40003)/.test(sqlState(error))) return true
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code, syscall } = at as NodeJS.ErrnoException
    if (/^(ECONNREFUSED|ECONNRESET|EPIPE)$/.test(String(code)) || connectionLost.test(at.message)) return true
    // Its socket is gone with the server.
    if (code === 'ENOENT' && syscall === 'connect') return true
  }
  return false
}

/** What the driver and its pool say, who have no codes for it. */
const connectionLost =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** The SQLSTATE of a database error, however deep it is wrapped; empty for anything else. */
export function sqlState(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at.code
  }
  return ''
}
