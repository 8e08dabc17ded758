import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { load } from './load.ts'
import type { Serving } from './serving.ts'

/** Times in milliseconds; `cpu` is the server's for one request, `bytes` one answer with its headers. */
export type Reading = { perSecond: number; p50: number; p99: number; bytes: number; cpu: number }

const connections = 8

/** A compiled client costs the machine a tenth of what one in Node does; without it the figures are lower, and the table says so. */
export const hasWrk = spawnSync('wrk', ['--version']).error === undefined

/** Reads these addresses one after the other over eight connections, for so many seconds. Every answer must be 200. */
export async function read(
  serving: Serving,
  paths: readonly string[],
  { seconds = 5, headers = {} }: { seconds?: number; headers?: Record<string, string> } = {},
): Promise<Reading> {
  const before = await serving.cpu()
  const counted = hasWrk
    ? await readWithWrk(serving.base, paths, seconds, headers)
    : await readWithNode(serving.base, paths, seconds, headers)
  const used = (await serving.cpu()) - before
  if (counted.requests === 0) throw new Error(`no answer within ${seconds} s: ${paths[0]}`)
  if (counted.failed > 0) throw new Error(`${counted.failed} of ${counted.requests} answers were not 200`)
  return { ...counted, cpu: used / counted.requests }
}

type Counted = Omit<Reading, 'cpu'> & { requests: number; failed: number }

async function readWithWrk(
  base: string,
  paths: readonly string[],
  seconds: number,
  headers: Record<string, string>,
): Promise<Counted> {
  const folder = mkdtempSync(join(tmpdir(), 'yangguang-wrk-'))
  try {
    const script = join(folder, 'paths.lua')
    writeFileSync(script, luaFor(paths))
    const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
    const said = await run('wrk', [
      ...['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', script],
      ...given,
      base,
    ])
    const line = said.split('\n').find((text) => text.startsWith('{'))
    if (!line) throw new Error(`wrk said: ${said}`)
    return JSON.parse(line) as Counted
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const luaFor = (paths: readonly string[]): string => `
local paths = {${paths.map((path) => JSON.stringify(path)).join(', ')}}
local at = 0
function request()
  at = at % #paths + 1
  return wrk.format('GET', paths[at])
end
local threads = {}
function setup(thread) table.insert(threads, thread) end
others = 0
function response(status) if status ~= 200 then others = others + 1 end end
function done(summary, latency)
  local e = summary.errors
  local failed = e.connect + e.read + e.write + e.timeout
  for _, thread in ipairs(threads) do failed = failed + thread:get('others') end
  io.write(string.format('\\n{"requests":%d,"perSecond":%.2f,"p50":%.3f,"p99":%.3f,"bytes":%.0f,"failed":%d}\\n', summary.requests,
    summary.requests * 1e6 / summary.duration, latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.bytes / math.max(summary.requests, 1), failed))
end`

async function readWithNode(
  base: string,
  paths: readonly string[],
  seconds: number,
  headers: Record<string, string>,
): Promise<Counted> {
  const asking = `(index) => ({ path: ${JSON.stringify(paths)}[index % ${paths.length}], headers: ${JSON.stringify(headers)} })`
  const tried = await load(base, 100, connections, asking, [200])
  const requests = Math.max(100, Math.round(tried.perSecond * seconds))
  return { ...(await load(base, requests, connections, asking, [200])), requests }
}

function run(command: string, args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`${command} ended with ${code}`))))
  })
}
