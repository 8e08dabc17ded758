import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { giveUp, root, say, tool } from './steps.mjs'

const always = ['src', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']

/**
 * Builds what browsers load and what Node runs, unless the sources are those of the last build.
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export const build = () =>
  unlessUnchanged('dist/.built', always, [
    ['build', '--logLevel', 'warn'],
    ['build', '--ssr', 'src/main.ts', '--logLevel', 'warn'],
  ])

export const buildBench = () =>
  unlessUnchanged(
    'dist/bench/.built',
    [...always, 'bench'],
    [['build', '--ssr', 'bench/main.ts', '--outDir', 'dist/bench', '--logLevel', 'warn']],
  )

export const buildTorture = () =>
  unlessUnchanged(
    'dist/torture/.built',
    [...always, 'test/torture'],
    [['build', '--ssr', 'test/torture/main.ts', '--outDir', 'dist/torture', '--logLevel', 'warn']],
  )

export async function mustBuild(building) {
  const { ok, output } = await building
  if (!ok) giveUp('构建失败，见上。', output)
}

async function unlessUnchanged(stamp, sources, commands) {
  const hash = createHash('sha256')
  for (const source of sources) addTo(hash, source)
  const now = hash.digest('hex')
  const file = join(root, stamp)
  if (existsSync(file) && readFileSync(file, 'utf8') === now) return { ok: true, output: '' }
  say('正在构建……')
  for (const command of commands) {
    const { ok, output } = await tool('vite/bin/vite.js', command)
    if (!ok) return { ok, output }
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, now)
  return { ok: true, output: '' }
}

function addTo(hash, path) {
  const full = join(root, path)
  if (statSync(full).isDirectory()) {
    for (const name of readdirSync(full).sort()) addTo(hash, `${path}/${name}`)
  } else if (!/\.test\.tsx?$/.test(path)) {
    hash.update(path).update('\0').update(readFileSync(full)).update('\0')
  }
}
