import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { Gauge as PromGauge } from 'prom-client'
import type { House } from './house.ts'

/**
 * A figure of the city read from the database when somebody asks for the metrics: a room says its own in `gauges.ts`. Every process answers the same,
 * so a dashboard takes the maximum, not the sum. Labels are codes; never a name, number or text.
 */
export type Gauge<Label extends string = string> = {
  name: string
  help: string
  labels?: readonly Label[]
  read(house: House): Promise<{ labels?: Record<Label, string>; value: number }[]>
}

/** Adds the figures to what `/metrics` tells. One that cannot be read is left out, so that the others still arrive. */
export function showGauges(house: House, gauges: readonly Gauge[]): void {
  const { registry } = house.metrics
  for (const { name, help, labels = [], read } of gauges) {
    if (registry.getSingleMetric(name)) continue
    new PromGauge({
      name,
      help,
      labelNames: [...labels],
      registers: [registry],
      async collect() {
        this.reset()
        const samples = await read(house).catch(() => [])
        for (const sample of samples) this.set(sample.labels ?? {}, sample.value)
      },
    })
  }
}

/** One row of numbers, each a value of its own. */
export const figures = async (house: House, query: ReturnType<typeof sql>): Promise<Record<string, string | null>[]> =>
  (await house.db.execute<Record<string, string | null>>(query)).rows

const pool = (name: string, help: string, count: (of: House['db']['$client']) => number): Gauge => ({
  name,
  help,
  read: async ({ db }) => [{ value: count(db.$client) }],
})

/** In the data folder; written by `backup`. */
export const lastBackupFile = 'last-backup'

export const platformGauges: Gauge[] = [
  pool('database_pool_connections', 'Connections of this process to the database', (of) => of.totalCount),
  pool('database_pool_waiting', 'Requests of this process that wait for a connection', (of) => of.waitingCount),
  {
    name: 'backup_last_success_seconds',
    help: 'When the last backup was finished, in seconds since 1970; absent before the first',
    read: async ({ config }) => {
      const at = await readFile(join(config.dataDir, lastBackupFile), 'utf8')
      return [{ value: Math.floor(Temporal.Instant.from(at).epochMilliseconds / 1000) }]
    },
  },
  {
    name: 'jobs_waiting',
    help: 'Jobs whose time has come and that nobody has taken, by task',
    labels: ['task'],
    read: async (house) =>
      (
        await figures(
          house,
          sql`select task_identifier as task, count(*) as jobs from graphile_worker.jobs
              where run_at <= now() and locked_at is null and attempts < max_attempts group by 1`,
        )
      ).map(({ task, jobs }) => ({ labels: { task: task ?? '' }, value: Number(jobs) })),
  },
  {
    name: 'jobs_oldest_waiting_seconds',
    help: 'How long the oldest of them has waited',
    read: async (house) =>
      (
        await figures(
          house,
          sql`select coalesce(extract(epoch from now() - min(run_at)), 0) as age from graphile_worker.jobs
              where run_at <= now() and locked_at is null and attempts < max_attempts`,
        )
      ).map(({ age }) => ({ value: Number(age) })),
  },
  {
    name: 'jobs_given_up',
    help: 'Jobs that failed as often as they may and wait for a person',
    read: async (house) =>
      (
        await figures(
          house,
          sql`select count(*) as jobs from graphile_worker.jobs where attempts >= max_attempts and locked_at is null`,
        )
      ).map(({ jobs }) => ({ value: Number(jobs) })),
  },
]
