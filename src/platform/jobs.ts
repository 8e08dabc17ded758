import { EventEmitter } from 'node:events'
import { sql } from 'drizzle-orm'
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Db } from './database.ts'
import type { House } from './house.ts'
import { watchWorkers } from './living-workers.ts'

/** Background work of a room: `<room>:<verb>` → what to do. Payloads hold ids only. */
export type Jobs = {
  tasks?: Record<string, (house: House, payload: Record<string, unknown>) => Promise<void>>
  /** Crontab lines of graphile-worker in UTC, e.g. `* * * * * matters:wake`. */
  cron?: string[]
}

export type Enqueued = { runAt?: Temporal.Instant; key?: string; maxAttempts?: number }

/** Enqueues in the transaction that needs it: it exists exactly when the act does. */
export async function enqueue(
  db: Db,
  task: string,
  payload: Record<string, unknown>,
  options: Enqueued = {},
): Promise<void> {
  await db.execute(sql`select graphile_worker.add_job(
    ${task}, payload := ${JSON.stringify(payload)}::json, run_at := ${options.runAt?.toString() ?? null}::timestamptz,
    job_key := ${options.key ?? null}, max_attempts := ${options.maxAttempts ?? 25})`)
}

/** Runs them until `stop`, which lets those under way finish for some seconds; what is then not done goes back to the queue. */
export async function startJobs(house: House, jobs: Jobs[]): Promise<{ stop(): Promise<void> }> {
  const taskList: TaskList = {}
  for (const [name, task] of jobs.flatMap((room) => Object.entries(room.tasks ?? {}))) {
    taskList[name] = async (payload) => task(house, payload as Record<string, unknown>)
  }
  const events: WorkerEvents = new EventEmitter()
  const watch = watchWorkers(house.db.$client, events)
  const runner = await run({
    events,
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
  return {
    stop: async () => {
      await runner.stop()
      await watch.stop()
    },
  }
}
