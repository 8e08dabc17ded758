import { parseCrontab } from 'graphile-worker'
import { expect, test } from 'vitest'
import { modules } from '#modules.ts'

const lines = modules.flatMap((room) => room.jobs?.cron ?? [])

test('the worker takes the crontab of all rooms together, and each line names a task that a room has', () => {
  const tasks = new Set(modules.flatMap((room) => Object.keys(room.jobs?.tasks ?? {})))
  const items = parseCrontab(lines.join('\n'))
  expect(items.length).toBe(lines.length)
  expect(items.filter(({ task }) => !tasks.has(task))).toEqual([])
})

test('a crontab with one identifier twice is not taken', () => {
  expect(() => parseCrontab([...lines, ...lines].join('\n'))).toThrow('duplicate identifiers')
})
