import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { urls } from '#urls.ts'
import { bareFilings } from './bare-filing.ts'
import type { BenchCity } from './city.ts'
import type { BenchRow } from './due-dates.ts'
import { load } from './load.ts'
import { hasWrk } from './reading.ts'
import type { Serving } from './serving.ts'

/**
 * Filing a letter through HTTP with all that a filing writes (spent keys, contact, matter, texts, event, notice, job; on disk when it is answered), beside
 * a bare `pg` transaction that inserts the same rows. Every letter that was acknowledged is there afterwards.
 */
export async function benchFiling(city: BenchCity): Promise<BenchRow[]> {
  const serving = await city.serve()
  try {
    await file(serving, { round: 1, connections: 8, seconds: 12 })
    const before = await kept(city)
    const usual = await file(serving, { round: 2, connections: 8, seconds: 6 })
    const crowded = await file(serving, { round: 3, connections: 32, seconds: 6 })
    // What was sent last and not waited for is filed too: there may be more than were answered, never fewer.
    const found = (await kept(city)) - before
    const answered = usual.requests + crowded.requests
    if (found < answered) throw new Error(`${answered} letters acknowledged, ${found} kept`)
    const bare = await bareFilings(city.house.db.$client, 5)
    const named = (name: string, { perSecond, p50, p99, cpu }: Filed): BenchRow => ({
      name,
      perSecond,
      p50,
      p99,
      cpu,
      ratio: perSecond / bare,
    })
    return [
      named('写信：HTTP 到落库、事件、消息、任务', usual),
      named('同上，32 人同时写', crowded),
      { name: '同样的行，只用 pg 的事务（对照）', perSecond: bare },
    ]
  } finally {
    await serving.close()
  }
}

async function kept({ house }: BenchCity): Promise<number> {
  const { rows } = await house.db.$client.query<{ count: number }>(
    `select count(*)::int as count from matters where channel = 'web'`,
  )
  return rows[0]?.count ?? 0
}

type Filed = { requests: number; perSecond: number; p50: number; p99: number; failed: number; cpu: number }
type Round = { round: number; connections: number; seconds: number }

/** Every answer must be the redirect to a receipt; `cpu` is the server's for one letter. */
export async function file(serving: Serving, round: Round): Promise<Filed> {
  const before = await serving.cpu()
  const filed = hasWrk ? await fileWithWrk(serving.base, round) : await fileWithNode(serving.base, round)
  const used = (await serving.cpu()) - before
  if (filed.failed > 0) throw new Error(`${filed.failed} of ${filed.requests} letters were not filed`)
  return { ...filed, cpu: used / filed.requests }
}

async function fileWithWrk(base: string, { round, connections, seconds }: Round): Promise<Omit<Filed, 'cpu'>> {
  const folder = mkdtempSync(join(tmpdir(), 'yangguang-wrk-'))
  try {
    const script = join(folder, 'filing.lua')
    writeFileSync(script, filingInLua(round))
    const child = spawn('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', script, base], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
    await new Promise((resolve) => child.on('close', resolve))
    const line = said.split('\n').find((text) => text.startsWith('{'))
    if (!line) throw new Error(`wrk said: ${said}`)
    return JSON.parse(line) as Omit<Filed, 'cpu'>
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every letter from another address and phone, with words of its own, as from a city: the limits of one are not what is measured. */
const filingInLua = (round: number): string => `
local encode = function(text) return (text:gsub('[^%w]', function(sign) return string.format('%%%02X', sign:byte()) end)) end
local title = encode('路灯不亮已经一个星期')
local body = encode('我家门口的路灯不亮已经一个星期了，老人晚上出门不方便，请尽快派人来看看。')
local name = encode('测试')
local count = 0
request = function()
  count = count + 1
  local form = string.format(
    'formKey=%08x-0000-7000-8000-%012x&sort=help&division=510402&title=%s&body=%s%d-%d&name=%s&phone=15%d%08d',
    ${round}, count, title, body, ${round}, count, name, ${round}, count)
  return wrk.format('POST', '${urls.newLetter()}', {
    ['Content-Type'] = 'application/x-www-form-urlencoded',
    ['Sec-Fetch-Site'] = 'same-origin',
    ['X-Forwarded-For'] = string.format('10.%d.%d.%d', ${round} * 16 + math.floor(count / 65536) % 16, math.floor(count / 256) % 256, count % 256),
  }, form)
end
local threads = {}
function setup(thread) table.insert(threads, thread) end
others = 0
function response(status) if status ~= 303 then others = others + 1 end end
function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do failed = failed + thread:get('others') end
  io.write(string.format('\\n{"requests":%d,"perSecond":%.1f,"p50":%.2f,"p99":%.2f,"failed":%d}\\n',
    summary.requests, summary.requests * 1e6 / summary.duration, latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end`

async function fileWithNode(base: string, { round, connections, seconds }: Round): Promise<Omit<Filed, 'cpu'>> {
  const requests = seconds * 150
  return { ...(await load(base, requests, connections, filingInScript(round), [303])), requests }
}

const filingInScript = (round: number): string => `(index) => ({
  path: '${urls.newLetter()}', method: 'POST',
  body: new URLSearchParams({
    formKey: randomUUID(), sort: 'help', division: '510402', title: '路灯不亮已经一个星期',
    body: '我家门口的路灯不亮已经一个星期了，老人晚上出门不方便，请尽快派人来看看。${round}-' + index,
    name: '测试', phone: '15${round}' + String(index).padStart(8, '0'),
  }).toString(),
  headers: {
    'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin',
    'X-Forwarded-For': '10.' + (${round} * 16 + (index >> 16 & 15)) + '.' + (index >> 8 & 255) + '.' + (index & 255),
  },
})`
