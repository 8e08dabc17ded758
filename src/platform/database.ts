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
  // A cancelled backend under synchronous replication answers success with this warning: the row may vanish at failover.
  pool.on('connect', (client) => {
    client.on('notice', (notice) => {
      if (notice.code === '01000' && /synchronous replication/.test(notice.message ?? '')) {
        client.emit('error', new Error('synchronous replication was cancelled: the commit is not safe'))
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

/** The SQLSTATE of a database error, however deep it is wrapped; empty for anything else. */
export function sqlState(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at.code
  }
  return ''
}
