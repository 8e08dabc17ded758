import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type BenchCity, openBenchCity } from './city.ts'
import { benchDispatching } from './dispatching.ts'
import { benchDraw } from './draw.ts'
import { type BenchRow, benchDueDates } from './due-dates.ts'
import { benchFiling } from './filing.ts'
import { growthRows, readGrowing } from './growth.ts'
import { benchInterview } from './interview.ts'
import { benchLedger } from './ledger.ts'
import { benchNearCopies, benchSimilar, inventedLetters, lettersOf } from './likeness.ts'
import { benchPages } from './pages.ts'
import { hasWrk } from './reading.ts'
import { printTable } from './table.ts'
import { benchTimers } from './timers.ts'

const usual = 10_000

/**
 * One table; `--json FILE` writes the same as data, `--rows N` measures a larger city beside the usual one, `--only timers` that part alone, `--entries N` how long a public record is checked, `--labels N` among how many is drawn, `--only dispatching --data-labelled FILE --data-tree FILE --data-letters FILE` how good the advice is on letters that stay where they are, `--letters N` among how many the like of a letter is looked up, `--data FILE` real letters to plant near-copies among. Machines
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
      'data-labelled': { type: 'string' },
      'data-tree': { type: 'string' },
      'data-letters': { type: 'string' },
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
  const files = { labelled: values['data-labelled'], tree: values['data-tree'], letters: values['data-letters'] }
  const parts = {
    timers: () => inCity('定时和放假安排', many, (city) => benchTimers(city, many)),
    pages: () => inCity('页面', usual, benchPages),
    ledger: () => inCity('公示存证', usual, (city) => benchLedger(city, entries)),
    draw: () => inCity('随机抽取', usual, (city) => benchDraw(city, labels)),
    dispatching: () => inCity('派单建议', 100_000, (city) => benchDispatching(city, files, say)),
    likeness: async () => [
      ...benchNearCopies('编写', inventedLetters(2000)),
      ...(values.data ? benchNearCopies('真实', lettersOf(values.data)) : []),
      ...(await inCity('相似来信', letters, (city) => benchSimilar(city, inventedLetters(letters)))),
    ],
    interview: () => inCity('在线访谈', usual, benchInterview),
  } satisfies Record<string, () => Promise<BenchRow[]>>
  const only = values.only === undefined ? undefined : (parts as Record<string, () => Promise<BenchRow[]>>)[values.only]
  if (values.only !== undefined && !only) throw new Error(`--only 应是 ${Object.keys(parts).join(' 或 ')}`)
  const rows = only
    ? await only()
    : [
        ...(await benchDueDates()),
        ...(await benchUsual(many)),
        ...(await parts.timers()),
        ...(await parts.ledger()),
        ...(await parts.draw()),
        ...(await parts.likeness()),
        ...(await parts.interview()),
      ]
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}，Node ${process.version}，嵌入式 PostgreSQL，${hasWrk ? 'wrk' : '没有 wrk：由 Node 发请求，吞吐偏低'}，8 个连接`
  printTable(machine, rows)
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows }, null, 2)}\n`)
}

/** A part in a city of its own: a record only grows, lights and dates are left behind. */
async function inCity(
  title: string,
  letters: number,
  measure: (city: BenchCity) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  say(`${title}……`)
  const city = await openBenchCity(letters)
  try {
    return told(await measure(city))
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
    rows.push(...told(await benchPages(city)))
    say('列表……')
    small = await readGrowing(city)
    // Last: it leaves thousands of letters to be dispatched.
    say('写信……')
    rows.push(...told(await benchFiling(city)))
    rows.push(...told(growthRows(usual, small)))
  } finally {
    await city.close()
  }
  if (many === usual) return rows
  say(`装入 ${many.toLocaleString('en')} 件……`)
  const large = await openBenchCity(many)
  try {
    say('大城的列表……')
    return [...rows, ...told(growthRows(many, await readGrowing(large), small))]
  } finally {
    await large.close()
  }
}

/** What is measured is said at once: a run that is cut short has not been for nothing. */
function told(rows: BenchRow[]): BenchRow[] {
  for (const { name, perSecond, p99, note } of rows) {
    const figures = [perSecond && `${perSecond.toFixed(1)} 次/秒`, p99 && `p99 ${p99.toFixed(1)} ms`, note]
    say(`  ${name}：${figures.filter(Boolean).join('，')}`)
  }
  return rows
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
