import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as run } from 'drizzle-orm/node-postgres/migrator'
import { runMigrations } from 'graphile-worker'
import { Client } from 'pg'
import { crashPoint } from './crash-points.ts'

const lock = 20_221_014

/** Brings the database forward: our migrations and the job queue's. One process at a time; never edits what has landed. */
export async function migrate(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    // Each statement passes the crash point: the whole migration is one transaction.
    await run(drizzle(client, { logger: { logQuery: () => crashPoint('mid-migration') } }), {
      migrationsFolder: migrationsFolder(),
    })
    await runMigrations({ connectionString: url })
  } finally {
    await client.end()
  }
}

/** The newest migration that a database has had, as the number of its journal; 0 for a database that knows none. */
export async function migrationIn(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ at: string }>(
      'select max(created_at) as at from drizzle.__drizzle_migrations',
    )
    return Number(rows[0]?.at ?? 0)
  } catch {
    return 0
  } finally {
    await client.end()
  }
}

/** The newest one that this program brings. */
export const newestMigration = (): number =>
  (
    JSON.parse(readFileSync(join(migrationsFolder(), 'meta', '_journal.json'), 'utf8')) as {
      entries: { when: number }[]
    }
  ).entries.reduce((newest, { when }) => Math.max(newest, when), 0)

/** The folder lies beside `dist` and `src`, whichever of them runs. */
function migrationsFolder(): string {
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    const folder = join(at, 'migrations')
    if (existsSync(join(folder, 'meta', '_journal.json'))) return folder
    if (at === dirname(at)) throw new Error('找不到 migrations 目录')
  }
}
