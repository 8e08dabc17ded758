import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { openBenchCity } from './city.ts'
import { benchDraw } from './draw.ts'
import { type BenchRow, benchDueDates } from './due-dates.ts'
import { benchFiling } from './filing.ts'
import { growthRows, readGrowing } from './growth.ts'
import { benchLedger } from './ledger.ts'
import { benchNearCopies, benchSimilar, inventedLetters, lettersOf } from './likeness.ts'
import { benchPages } from './pages.ts'
import { hasWrk } from './reading.ts'
import { printTable } from './table.ts'
import { benchTimers } from './timers.ts'

const usual = 10_000

/**
 * One table; `--json FILE` writes the same as data, `--rows N` measures a larger city beside the usual one, `--only timers` that part alone, `--entries N` how long a public record is checked, `--labels N` among how many is drawn, `--letters N` among how many the
 * like of a letter is looked up, `--data FILE` real letters to plant near-copies among. Machines
 * are shared: compare rows of one run.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string' },
      json: { type: 'string' },
      only: { type: 'string' },
      entries: { type: 'string', default: '100000' },
      labels: { type: 'string', default: '100000' },
      letters: { type: 'string', default: '10000' },
      data: { type: 'string' },
    },
  })
  const many = Number(values.rows ?? usual)
  if (!Number.isInteger(many) || many < usual) throw new Error(`--rows 应是不小于 ${usual} 的整数`)
  const entries = Number(values.entries)
  if (!Number.isInteger(entries) || entries < 10_000) throw new Error('--entries 应是不小于 10000 的整数')
  const labels = Number(values.labels)
  if (!Number.isInteger(labels) || labels < 10_000 || labels % 10 !== 0)
    throw new Error('--labels 应是不小于 10000 的整数，十的倍数')
  const letters = Number(values.letters)
  if (!Number.isInteger(letters) || letters < usual) throw new Error(`--letters 应是不小于 ${usual} 的整数`)
  const parts: Record<string, () => Promise<BenchRow[]>> = {
    timers: () => timersOf(many),
    pages: pagesOf,
    ledger: () => ledgerOf(entries),
    draw: () => drawOf(labels),
    likeness: () => likenessOf(letters, values.data),
  }
  const only = values.only === undefined ? undefined : parts[values.only]
  if (values.only !== undefined && !only) throw new Error(`--only 应是 ${Object.keys(parts).join(' 或 ')}`)
  const rows = only
    ? await only()
    : [
        ...(await benchDueDates()),
        ...(await benchUsual(many)),
        ...(await timersOf(many)),
        ...(await ledgerOf(entries)),
        ...(await drawOf(labels)),
        ...(await likenessOf(letters, values.data)),
      ]
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}，Node ${process.version}，嵌入式 PostgreSQL，${hasWrk ? 'wrk' : '没有 wrk：由 Node 发请求，吞吐偏低'}，8 个连接`
  printTable(machine, rows)
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`)
}

async function pagesOf(): Promise<BenchRow[]> {
  const city = await openBenchCity(usual)
  try {
    say('页面……')
    return await benchPages(city)
  } finally {
    await city.close()
  }
}

/** In a city of its own: a record only grows. */
async function ledgerOf(entries: number): Promise<BenchRow[]> {
  say('公示存证……')
  const city = await openBenchCity(usual)
  try {
    return await benchLedger(city, entries)
  } finally {
    await city.close()
  }
}

async function drawOf(labels: number): Promise<BenchRow[]> {
  say('随机抽取……')
  const city = await openBenchCity(usual)
  try {
    return await benchDraw(city, labels)
  } finally {
    await city.close()
  }
}

/** In a city of its own: its letters are told anew. */
async function likenessOf(letters: number, file: string | undefined): Promise<BenchRow[]> {
  say('相似来信……')
  const near = [
    ...benchNearCopies('编写', inventedLetters(2000)),
    ...(file ? benchNearCopies('真实', lettersOf(file)) : []),
  ]
  const city = await openBenchCity(letters)
  try {
    return [...near, ...(await benchSimilar(city, inventedLetters(letters)))]
  } finally {
    await city.close()
  }
}

/** In a city of its own: it leaves lights and dates behind. */
async function timersOf(open: number): Promise<BenchRow[]> {
  say('定时和放假安排……')
  const city = await openBenchCity(usual)
  try {
    return await benchTimers(city, open)
  } finally {
    await city.close()
  }
}

async function benchUsual(many: number): Promise<BenchRow[]> {
  const city = await openBenchCity(usual)
  const rows: BenchRow[] = []
  let small: Awaited<ReturnType<typeof readGrowing>>
  try {
    say('页面……')
    rows.push(...(await benchPages(city)))
    say('列表……')
    small = await readGrowing(city)
    // Last: it leaves thousands of letters to be dispatched.
    say('写信……')
    rows.push(...(await benchFiling(city)))
    rows.push(...growthRows(usual, small))
  } finally {
    await city.close()
  }
  if (many === usual) return rows
  say(`装入 ${many.toLocaleString('en')} 件……`)
  const large = await openBenchCity(many)
  try {
    say('大城的列表……')
    return [...rows, ...growthRows(many, await readGrowing(large), small)]
  } finally {
    await large.close()
  }
}

/** To the error output: the table alone is the output. */
const say = (line: string): boolean => process.stderr.write(`${line}\n`)

main().then(
  () => process.exit(),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  },
)
