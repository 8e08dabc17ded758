import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { enqueue } from './jobs.ts'
import { releaseDead, watchWorkers } from './living-workers.ts'

let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
})
afterAll(() => house.close())

const takenBy = async (worker: string, ago: string): Promise<void> => {
  await enqueue(house.db, 'test:job', { worker }, { key: worker })
  await house.db.$client.query(
    'update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - $2::interval where key = $1',
    [worker, ago],
  )
}

const holderOf = async (worker: string): Promise<string | null> => {
  const { rows } = await house.db.$client.query('select locked_by from graphile_worker._private_jobs where key = $1', [
    worker,
  ])
  return rows[0]?.locked_by
}

test('the job of a process that was killed is free again; those of the living and the newly born are not', async () => {
  const events: WorkerEvents = new EventEmitter()
  const watch = watchWorkers(house.db.$client, events)
  events.emit('worker:create', { worker: { workerId: 'worker-living' } } as never)
  await takenBy('worker-living', '1 hour')
  await takenBy('worker-dead', '1 minute')
  await takenBy('worker-newborn', '1 second')
  await expect.poll(() => locks()).toBe(1)
  await releaseDead(house.db.$client)
  expect(await holderOf('worker-living')).toBe('worker-living')
  expect(await holderOf('worker-dead')).toBeNull()
  expect(await holderOf('worker-newborn')).toBe('worker-newborn')
  await watch.stop()
  await expect.poll(() => locks()).toBe(0)
  await releaseDead(house.db.$client)
  expect(await holderOf('worker-living')).toBeNull()
})

const locks = async (): Promise<number> => {
  const { rows } = await house.db.$client.query(
    `select count(*)::int as held from pg_locks where locktype = 'advisory' and classid = 510400072
     and database = (select oid from pg_database where datname = current_database())`,
  )
  return rows[0].held
}
