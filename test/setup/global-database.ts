import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, escapeIdentifier } from 'pg'
import type { TestProject } from 'vitest/node'
import { type EmbeddedDatabase, startEmbeddedDatabase } from '#platform/embedded-database.ts'
import { migrate } from '#platform/migrate.ts'
import { isAlive, runningServer } from '#platform/postgres-server.ts'
import { onDatabase } from './address.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's address of the maintenance database. */
    databaseAdminUrl: string
    /** The migrated, empty database that every test copies. */
    databaseTemplate: string
  }
}

/** One PostgreSQL for the run (`TEST_DATABASE_URL`, or our own without fsync), with one migrated template in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const own = process.env.TEST_DATABASE_URL ? undefined : await startTemporary()
  const adminUrl = process.env.TEST_DATABASE_URL ?? onDatabase(own?.database.url ?? '', 'postgres')
  const template = `yangguang_template_${hashOfMigrations()}`
  await ensureTemplate(adminUrl, template)
  project.provide('databaseAdminUrl', adminUrl)
  project.provide('databaseTemplate', template)
  return async () => {
    await own?.database.stop()
    if (own) rmSync(own.folder, { recursive: true, force: true })
  }
}

const prefix = 'yangguang-postgres-'

async function startTemporary(): Promise<{ database: EmbeddedDatabase; folder: string }> {
  await clearLeftServers()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  // As root the server runs under another account, which has to pass through.
  chmodSync(folder, 0o755)
  return { folder, database: await startEmbeddedDatabase({ dataDir: folder, durable: false, log: () => {} }) }
}

/** A test run that was killed leaves its server running; the next run ends it. */
async function clearLeftServers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    if (isAlive(Number(name.slice(prefix.length).split('-')[0]))) continue
    try {
      const server = await runningServer({ home: join(tmpdir(), name, 'postgres') })
      if (server) process.kill(server.pid, 'SIGQUIT')
      rmSync(join(tmpdir(), name), { recursive: true, force: true })
    } catch {
      // Another user's run: theirs to clear.
    }
  }
}

async function ensureTemplate(adminUrl: string, template: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    // Several runs may share one TEST_DATABASE_URL: one makes the template, the others wait for it.
    await admin.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await admin.query('select from pg_database where datname = $1 and datistemplate', [template])
    if (rowCount) return
    const name = escapeIdentifier(template)
    await admin.query(`drop database if exists ${name}`)
    await admin.query(`create database ${name}`)
    await migrate(onDatabase(adminUrl, template))
    await admin.query(`alter database ${name} with is_template true allow_connections false`)
  } finally {
    await admin.end()
  }
}

function hashOfMigrations(): string {
  const hash = createHash('sha256')
  const folder = join(import.meta.dirname, '../../migrations')
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()) {
    hash.update(name).update(readFileSync(join(folder, name)))
  }
  return hash.digest('hex').slice(0, 12)
}
