import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { type BenchRow, benchDueDates } from './due-dates.ts'
import { benchLetters } from './letters.ts'

/** One table; `--json FILE` writes the same as data. Machines are shared and noisy: compare rows of one run, not runs. */
async function main(): Promise<void> {
  const rows: BenchRow[] = [...(await benchDueDates()), ...(await benchLetters())]
  const width = Math.max(...rows.map((row) => displayWidth(row.name)))
  process.stdout.write(`${cpus().length} × ${cpus()[0]?.model ?? '?'}，Node ${process.version}\n`)
  for (const row of rows) {
    const name = row.name + ' '.repeat(width - displayWidth(row.name))
    const figure = Math.round(row.perSecond).toLocaleString('en').padStart(14)
    const ratio = row.ratio === undefined ? '' : `  ${Math.round(row.ratio).toLocaleString('en')} 倍`
    process.stdout.write(`${name}${figure} 次/秒${ratio}${row.note ? `  ${row.note}` : ''}\n`)
  }
  const json = process.argv.indexOf('--json')
  const file = json > 0 ? process.argv[json + 1] : undefined
  if (file) writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`)
}

/** Chinese characters stand two columns wide. */
const displayWidth = (text: string): number => [...text].reduce((sum, sign) => sum + (/[⺀-￠]/.test(sign) ? 2 : 1), 0)

main().then(
  () => process.exit(),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`)
    process.exit(1)
  },
)
