import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedCalendar } from '#core/calendar/index.ts'
import { openFiles } from '#core/documents/index.ts'
import { seedPeople } from '#core/people/index.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/database.ts'
import { startEmbeddedDatabase } from '#platform/embedded-database.ts'
import type { House } from '#platform/house.ts'
import { openLog } from '#platform/log.ts'
import { openMetrics } from '#platform/metrics.ts'
import { migrate } from '#platform/migrate.ts'
import { runningServer } from '#platform/postgres-server.ts'
import { openSecrets } from '#platform/secrets.ts'
import { ServerProcess } from './server-process.ts'

export const tornKey = 'torture-key-torture-key-torture-key'

/** A city to be torn: a real PostgreSQL with fsync in a folder of its own, and the real server in processes that can be killed. */
export type TornCity = {
  dataDir: string
  databaseUrl: string
  /** In the tester's own process: to look and to compare. */
  house: House
  start(
    part: 'all' | 'web' | 'jobs',
    lives?: Record<string, string>[],
    more?: Record<string, string>,
  ): Promise<ServerProcess>
  killDatabase(): Promise<void>
  close(): Promise<void>
}

export async function openTornCity(at?: string): Promise<TornCity> {
  const dataDir = mkdtempSync(join(at ?? tmpdir(), 'yangguang-torture-'))
  // As root the database runs under another account, which has to pass through.
  chmodSync(dataDir, 0o755)
  const database = await startEmbeddedDatabase({ dataDir, log: () => {} })
  await migrate(database.url)
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    SECRET_KEY: tornKey,
    TRUST_PROXY: 'on',
    LOG_LEVEL: 'silent',
  }
  const house = openHouse({ ...env, DEMO: 'on' })
  await seedCalendar(house)
  await seedPeople(house)
  const started: ServerProcess[] = []
  return {
    dataDir,
    databaseUrl: database.url,
    house,
    start: async (part, lives = [], more = {}) => {
      const server = await ServerProcess.start(part, { ...env, DEMO: 'off', ...more }, lives)
      started.push(server)
      return server
    },
    killDatabase: async () => {
      const server = await runningServer({ home: join(dataDir, 'postgres') })
      if (server) process.kill(server.pid, 'SIGKILL')
    },
    close: async () => {
      await Promise.all(started.map((server) => server.stop()))
      await house.db.$client.end()
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function openHouse(env: Record<string, string>): House {
  const config = readConfig(env)
  return {
    config,
    db: openDatabase(config.databaseUrl ?? '', 4),
    clock: systemClock,
    log: openLog(config.logLevel),
    metrics: openMetrics(),
    secrets: openSecrets({ key: tornKey, cipher: config.cipher }),
    files: openFiles(config),
  }
}
