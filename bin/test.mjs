// npm test: sets up what it needs, then every check in order, one line each; ends with `N passed, N failed`.
// `npm test -- format rooms` runs only the steps named.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { browser } from './browser.mjs'
import { build } from './build.mjs'
import { continueWithPinnedNode, install } from './install.mjs'
import { root, say, tool } from './steps.mjs'

process.chdir(root)
await install()
await continueWithPinnedNode()

const results = 'dist/test'
const steps = {
  format: () => tool('@biomejs/biome/bin/biome', ['ci', '--error-on-warnings', '--colors=off']),
  types: () => tool('typescript/bin/tsc', ['--noEmit']),
  imports: () =>
    tool('dependency-cruiser/bin/dependency-cruiser.mjs', [
      '--config',
      '.dependency-cruiser.cjs',
      'src',
      'test',
      'bench',
    ]),
  deadcode: () => tool('knip/bin/knip.js', ['--no-progress', '--treat-config-hints-as-errors']),
  build,
  rooms: () => vitest(['rooms', 'alone']),
  journeys: () => vitest(['journeys'], { CHROMIUM_PATH: chromium }),
}

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !(name in steps))
if (unknown.length > 0) {
  say(`没有这一步：${unknown.join('、')}。可选：${Object.keys(steps).join('、')}`)
  process.exit(1)
}

const wanted = chosen.length > 0 ? chosen : Object.keys(steps)
const chromium = wanted.includes('journeys') ? await browser() : ''

let passed = 0
let failed = 0
for (const [name, step] of Object.entries(steps).filter(([each]) => wanted.includes(each))) {
  const began = performance.now()
  const { ok, output, tests } = await step()
  const seconds = (performance.now() - began) / 1000
  passed += tests?.passed ?? 0
  failed += Math.max(tests?.failed ?? 0, ok ? 0 : 1)
  const counted = tests ? `  ${tests.passed} passed, ${tests.failed} failed` : ''
  say(`${ok ? '✓' : '✗'} ${name.padEnd(9)} ${seconds.toFixed(1).padStart(6)} s${counted}`)
  if (!ok) say(output.trimEnd())
}
say(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || (passed === 0 && chosen.length === 0) ? 1 : 0)

/**
 * Counts from Vitest's own report. A skipped test, a file that does not load or an error outside any test counts as failed. Where nothing else went wrong than
 * that the system ended a worker (a crash in native code, memory), what it was at is run once more, and that is said.
 */
async function vitest(projects, env = {}) {
  const ran = await runFiles(projects, env, projects[0], [])
  const died = /Worker exited unexpectedly with signal \w+/.exec(ran.output)?.[0]
  if (!died || !/Vitest caught 1 unhandled error/.test(ran.output)) {
    const tests = count(ran.files)
    return { ...ran, tests, ok: ran.ok && tests.failed === 0 && tests.passed > 0 }
  }
  const lost = ran.files.filter(isUnfinished).map(({ name }) => name)
  say(`  ${died}，重跑：${lost.join('、')}`)
  const again = await runFiles(projects, env, `${projects[0]}-again`, lost)
  const tests = count([...ran.files.filter((file) => !isUnfinished(file)), ...again.files])
  return { output: `${ran.output}\n${again.output}`, tests, ok: again.ok && tests.failed === 0 && lost.length > 0 }
}

async function runFiles(projects, env, name, files) {
  const report = `${results}/${name}.json`
  mkdirSync(results, { recursive: true })
  rmSync(report, { force: true })
  const chosen = projects.flatMap((name) => ['--project', name])
  const args = ['run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files]
  return { ...(await tool('vitest/vitest.mjs', args, env)), files: readReport(report) }
}

function readReport(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8')).testResults
  } catch {
    return []
  }
}

function isUnfinished({ status, assertionResults }) {
  if (assertionResults.length === 0) return status !== 'passed'
  return assertionResults.some(({ status }) => status === 'pending')
}

function count(files) {
  const all = files.flatMap(({ assertionResults }) => assertionResults)
  const passed = all.filter(({ status }) => status === 'passed').length
  const unloaded = files.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
  return { passed, failed: files.length === 0 ? 1 : all.length - passed + unloaded.length }
}
