import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFiles } from '#core/documents/index.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/database.ts'
import { startEmbeddedDatabase } from '#platform/embedded-database.ts'
import type { House } from '#platform/house.ts'
import { openLog } from '#platform/log.ts'
import { openMetrics } from '#platform/metrics.ts'
import { migrate } from '#platform/migrate.ts'
import { openSecrets } from '#platform/secrets.ts'
import { prepare } from '../src/commands/prepare.ts'
import { fillCity } from './fill-city.ts'
import { benchKey, type Serving, serveCity } from './serving.ts'

export type BenchCity = {
  house: House
  /** The built server on it, as a process of its own. */
  serve(env?: Record<string, string>): Promise<Serving>
  close(): Promise<void>
}

/** The demo city with so many matters, on the real embedded database with fsync on, in a folder of its own. */
export async function openBenchCity(rows: number): Promise<BenchCity> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yangguang-bench-'))
  // Started by root, PostgreSQL runs as another user: it must reach the folder, or its data would lie elsewhere and stay there.
  chmodSync(dataDir, 0o755)
  const database = await startEmbeddedDatabase({ dataDir, log: () => {} })
  await migrate(database.url)
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    DEMO: 'on',
    SECRET_KEY: benchKey,
    LOG_LEVEL: 'silent',
  })
  const house: House = {
    config,
    db: openDatabase(database.url, config.databasePool),
    clock: systemClock,
    log: openLog(config.logLevel),
    metrics: openMetrics(),
    secrets: openSecrets({ key: benchKey, cipher: config.cipher }),
    files: openFiles(config),
  }
  await prepare(house)
  await fillCity(house, rows)
  return {
    house,
    serve: (env) => serveCity(database.url, dataDir, env),
    close: async () => {
      await house.db.$client.end()
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
