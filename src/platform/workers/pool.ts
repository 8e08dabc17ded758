import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { Piscina } from 'piscina'

/** A worker that neither answers nor fails within this is stopped with its thread: a long booklet takes seconds. */
const longestMs = 120_000

/** Hands a piece of work to another thread; `task` is one of those that the room's worker file lists. */
export type Workers = <Answer>(task: string, input: unknown) => Promise<Answer>

/**
 * A pool of threads for heavy, synchronous work, so that requests go on being answered meanwhile. `source` is the room's worker file (it exports
 * `work({ task, input })` and imports no `.tsx`: Node runs it as it stands in tests and in dev), `built` its name in the build. Input and answer
 * are copied, so plain data and bytes only. Threads start at the first call, at most one less than there are cores, and end after a minute without
 * work. The promise rejects with the worker's error, or after two minutes.
 */
export function workersOf({ source, built }: { source: string; built: string }): Workers {
  let pool: Piscina | undefined
  return (task, input) => {
    pool ??= new Piscina({
      filename: existsSync(source) ? source : besideTheBuild(built),
      name: 'work',
      minThreads: 0,
      maxThreads: Math.max(1, Math.min(4, availableParallelism() - 1)),
      idleTimeout: 60_000,
      execArgv: [],
    })
    return pool.run({ task, input }, { signal: AbortSignal.timeout(longestMs) })
  }
}

/** The built entry lies in `dist`, what imports it there too or in a chunk one folder deeper. */
function besideTheBuild(name: string): string {
  const here = import.meta.dirname
  const found = [here, dirname(here)].map((at) => join(at, name)).find((file) => existsSync(file))
  if (!found) throw new Error(`${name} is not in the build`)
  return found
}
