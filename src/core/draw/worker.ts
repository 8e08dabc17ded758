import { makeResult } from './draw-result.ts'
import { packFiles } from './pack-files.ts'

/** What a thread of this room does (`platform/workers`): pure functions of their input. */
const tasks: Record<string, (input: never) => unknown> = { makeResult, packFiles }

export async function work({ task, input }: { task: string; input: never }): Promise<unknown> {
  const doing = tasks[task]
  if (!doing) throw new Error(`no such work: ${task}`)
  return doing(input)
}
