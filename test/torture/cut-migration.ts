import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { onDatabase } from '../setup/address.ts'
import { ServerProcess } from './server-process.ts'
import type { TornCity } from './torn-city.ts'

/** A server whose first start dies in the middle of making its tables, at the `at`th statement; whole is a second start that answers. */
export async function cutMigration({ house, databaseUrl, dataDir }: TornCity, at: number): Promise<string[]> {
  const name = `cut_off_${at}`
  await house.db.$client.query(`create database ${name}`)
  const env = {
    DATABASE_URL: onDatabase(databaseUrl, name),
    DATA_DIR: dataDir,
    // Another city: what the torn one published is none of its.
    LEDGER_COPY: join(dataDir, `ledger-of-${name}`),
    DEMO: 'off',
    LOG_LEVEL: 'silent',
  }
  const server = await ServerProcess.start('web', env, [{ CRASH_AT: `mid-migration:${at}` }])
  for (const until = performance.now() + 120_000; server.restarts === 0 && performance.now() < until; ) await pause(50)
  await server.ready()
  const page = await fetch(server.base)
  await page.text()
  await server.stop()
  await house.db.$client.query(`drop database ${name} with (force)`)
  return [
    ...(server.restarts === 1 ? [] : [`the migration was cut off ${server.restarts} times`]),
    ...(page.status === 200 ? [] : [`after a migration that was cut off at ${at} the first page is ${page.status}`]),
  ]
}
