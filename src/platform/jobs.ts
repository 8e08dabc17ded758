import { sql } from 'drizzle-orm'
import { Logger, type Runner, run, type TaskList } from 'graphile-worker'
import type { Db } from './database.ts'
import type { House } from './house.ts'

/** Background work of a room: `<room>:<verb>` → what to do. Payloads hold ids only. */
export type Jobs = {
  tasks?: Record<string, (house: House, payload: Record<string, unknown>) => Promise<void>>
  /** Crontab lines of graphile-worker in UTC, e.g. `* * * * * matters:wake`. */
  cron?: string[]
}

/** Enqueues in the transaction that needs it: it exists exactly when the act does. */
export async function enqueue(
  db: Db,
  task: string,
  payload: Record<string, unknown>,
  options: { runAt?: Temporal.Instant; key?: string; maxAttempts?: number } = {},
): Promise<void> {
  await db.execute(sql`select graphile_worker.add_job(
    ${task}, payload := ${JSON.stringify(payload)}::json, run_at := ${options.runAt?.toString() ?? null}::timestamptz,
    job_key := ${options.key ?? null}, max_attempts := ${options.maxAttempts ?? 25})`)
}

export async function startJobs(house: House, jobs: Jobs[]): Promise<Runner> {
  const taskList: TaskList = {}
  for (const [name, task] of jobs.flatMap((room) => Object.entries(room.tasks ?? {}))) {
    taskList[name] = async (payload) => task(house, payload as Record<string, unknown>)
  }
  return run({
    pgPool: house.db.$client,
    concurrency: 4,
    noHandleSignals: true,
    taskList,
    crontab: jobs.flatMap((room) => room.cron ?? []).join('\n'),
    logger: new Logger(() => (level, message) => {
      if (level === 'error') house.log.error({ jobs: message }, 'job')
      else house.log.debug({ jobs: message }, 'job')
    }),
  })
}
