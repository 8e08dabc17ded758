import { Logger, runOnce } from 'graphile-worker'
import { modules } from '#modules.ts'
import type { TestHouse } from '../house.ts'

/** Runs the jobs of these tasks that are ready, and those that they make, until none is left; a failing one throws. Other jobs stay where they are. */
export async function runJobs(house: TestHouse, tasks: readonly string[] = ['facts:take']): Promise<void> {
  const known = Object.entries(Object.assign({}, ...modules.map((room) => room.jobs?.tasks ?? {})) as Tasks)
  const failures: unknown[] = []
  const taskList = Object.fromEntries(
    known
      .filter(([name]) => tasks.includes(name))
      .map(([name, task]) => [
        name,
        async (payload: unknown) => {
          try {
            await task(house, payload as Record<string, unknown>)
          } catch (error) {
            failures.push(error)
            throw error
          }
        },
      ]),
  )
  await runOnce({ pgPool: house.db.$client, taskList, logger: new Logger(() => () => {}) })
  if (failures.length > 0) throw failures[0]
}

type Tasks = Record<string, (house: TestHouse, payload: Record<string, unknown>) => Promise<void>>
