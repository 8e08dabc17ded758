import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { createApp } from '#app.tsx'
import { openFiles } from '#core/documents/index.ts'
import { modules } from '#modules.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { Env } from '#platform/http/env.ts'
import { openLog } from '#platform/log.ts'
import { openMetrics } from '#platform/metrics.ts'
import { openSecrets } from '#platform/secrets.ts'
import { freshDatabase } from './setup/database.ts'

/** A clock that stands still until it is moved. */
export type FrozenClock = {
  now(): Temporal.Instant
  set(text: string): void
  advance(duration: Temporal.DurationLike): void
}

export type TestHouse = House & {
  clock: FrozenClock
  app: Hono<Env>
  /** Ends connections, drops the database, removes the files. */
  close(): Promise<void>
}

/** The real app on a real, fresh PostgreSQL, at `at` (default Monday 2026-11-23 10:00 in the city). */
export async function testHouse(
  options: { at?: string; env?: Record<string, string>; log?: House['log'] } = {},
): Promise<TestHouse> {
  const database = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'yangguang-test-'))
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    DEMO: 'on',
    LOG_LEVEL: 'silent',
    ...options.env,
  })
  const house: House & { clock: FrozenClock } = {
    config,
    db: openDatabase(database.url, 8),
    clock: frozenClock(options.at ?? '2026-11-23T10:00:00+08:00'),
    log: options.log ?? openLog(config.logLevel),
    metrics: openMetrics(),
    secrets: openSecrets({ key: 'test-key-test-key-test-key-test-key', cipher: config.cipher }),
    files: openFiles(config),
  }
  return {
    ...house,
    app: createApp(house, modules),
    close: async () => {
      await house.db.$client.end()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function frozenClock(start: string): FrozenClock {
  let now = Temporal.Instant.from(start)
  return {
    now: () => now,
    set: (text) => {
      now = Temporal.Instant.from(text)
    },
    advance: (duration) => {
      now = now.add(duration)
    },
  }
}
