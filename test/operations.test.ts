import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownVariables } from '#platform/config.ts'

const root = join(import.meta.dirname, '..')
const guide = readFileSync(join(root, 'docs/operations.md'), 'utf8')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('the guide says every setting, and none that is not there', () => {
  const told = [...guide.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name)
  expect(told.toSorted()).toEqual(knownVariables.toSorted())
})

test('what the files for deployment set are settings', () => {
  const known = new Set([...knownVariables, 'NODE_ENV'])
  const set = [
    ...[...read('deploy/yangguang.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name),
    ...globSync('deploy/systemd/*.service', { cwd: root }).flatMap((file) =>
      [...read(file).matchAll(/^Environment=(.+)$/gm)].flatMap(([, list = '']) =>
        list.split(' ').map((one) => one.split('=')[0] ?? ''),
      ),
    ),
    ...[...read('deploy/Containerfile').matchAll(/^ENV (.+)$/gm)].flatMap(([, list = '']) =>
      list.split(' ').map((one) => one.split('=')[0] ?? ''),
    ),
  ]
  expect(set.length).toBeGreaterThan(10)
  expect(set.filter((name) => !known.has(name))).toEqual([])
})

test('every script, figure and file that the guide names exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const asked = [...guide.matchAll(/npm run ([a-z]+)/g)].map(([, name = '']) => name)
  expect(asked.length).toBeGreaterThan(5)
  expect(asked.filter((name) => !(name in scripts))).toEqual([])
  const files = [...guide.matchAll(/`(deploy\/[\w./-]+)`/g)].map(([, path = '']) => path)
  for (const path of files) expect(globSync(path.replace(/\/$/, ''), { cwd: root }), path).toHaveLength(1)
  const rules = read('deploy/prometheus/alerts.yml')
  expect([...rules.matchAll(/- alert:/g)]).toHaveLength([...rules.matchAll(/^\s+action: /gm)].length)
})
