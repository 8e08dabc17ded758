import type { WorkerEvents } from 'graphile-worker'
import type { Pool, PoolClient } from 'pg'

/** First half of the advisory lock's key; the second is the hash of the worker's name. */
const namespace = 510_400_072
const look = 20_000

/**
 * Jobs that a dead process held go on within a minute; by itself the queue waits four hours, in case the worker still lives. Whether it does is known
 * here: every worker's name is an advisory lock of a connection that its process keeps, freed by the process's death and by nothing else. Who is only
 * paused keeps it.
 */
export function watchWorkers(pool: Pool, events: WorkerEvents): { stop(): Promise<void> } {
  const names = new Set<string>()
  let held: Set<string> | undefined
  let keeper: PoolClient | undefined
  let running: Promise<void> = Promise.resolve()

  async function hold(): Promise<void> {
    if (!keeper) {
      const client = await pool.connect()
      client.once('error', () => {
        keeper = undefined
        held = undefined
        client.release(true)
      })
      keeper = client
      held = new Set()
    }
    for (const name of names) {
      if (held?.has(name)) continue
      await keeper?.query('select pg_advisory_lock($1, hashtext($2))', [namespace, name])
      held?.add(name)
    }
  }
  // One after the other; what fails (the database restarts) is tried again at the next look.
  const next = (work: () => Promise<void>) => {
    running = running.then(work).catch(() => {})
  }
  const remember = ({ worker }: { worker: { workerId: string } }) => {
    names.add(worker.workerId)
    next(hold)
  }
  events.on('worker:create', remember)
  const timer = setInterval(() => {
    next(hold)
    next(() => releaseDead(pool))
  }, look)
  return {
    stop: async () => {
      clearInterval(timer)
      events.off('worker:create', remember)
      await running
      keeper?.release(true)
    },
  }
}

/** Lets go of the jobs of workers that hold no lock. Half a minute old, so that a worker just born, or one whose connection was just lost, is spared. */
export async function releaseDead(pool: Pool): Promise<void> {
  await pool.query(
    `with taken as materialized (
       select distinct locked_by from graphile_worker._private_jobs
       where locked_by is not null and locked_at < now() - interval '30 seconds'
     )
     select graphile_worker.force_unlock_workers(array_agg(locked_by))
     from taken where pg_try_advisory_xact_lock($1, hashtext(locked_by))`,
    [namespace],
  )
}
