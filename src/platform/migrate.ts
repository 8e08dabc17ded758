import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as run } from 'drizzle-orm/node-postgres/migrator'
import { runMigrations } from 'graphile-worker'
import { Client } from 'pg'

const lock = 20_221_014

/** Brings the database forward: our migrations and the job queue's. One process at a time; never edits what has landed. */
export async function migrate(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await run(drizzle(client), { migrationsFolder: migrationsFolder() })
    await runMigrations({ connectionString: url })
  } finally {
    await client.end()
  }
}

/** The folder lies beside `dist` and `src`, whichever of them runs. */
function migrationsFolder(): string {
  for (let at = import.meta.dirname; ; at = dirname(at)) {
    const folder = join(at, 'migrations')
    if (existsSync(join(folder, 'meta', '_journal.json'))) return folder
    if (at === dirname(at)) throw new Error('找不到 migrations 目录')
  }
}
