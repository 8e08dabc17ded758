import type { BenchRow } from './due-dates.ts'

/** Columns of one width, Chinese and all; a figure that a row does not have is left empty. */
export function printTable(machine: string, rows: readonly BenchRow[]): void {
  const lines = [
    ['', '次/秒', '中位 ms', 'p99 ms', 'CPU ms/次', 'KB', ''],
    ...rows.map(({ name, perSecond, p50, p99, cpu, bytes, note }) => [
      name,
      perSecond === undefined ? '' : Math.round(perSecond).toLocaleString('en'),
      p50?.toFixed(1) ?? '',
      p99?.toFixed(1) ?? '',
      cpu?.toFixed(3) ?? '',
      bytes === undefined ? '' : (bytes / 1024).toFixed(1),
      note ?? '',
    ]),
  ]
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => displayWidth(line[column] ?? '')))) ?? []
  process.stdout.write(`${machine}\n`)
  for (const line of lines) {
    const cells = line.map((cell, column) => {
      const room = ' '.repeat((widths[column] ?? 0) - displayWidth(cell))
      return column === 0 || column === line.length - 1 ? cell + room : room + cell
    })
    process.stdout.write(`${cells.join('  ').trimEnd()}\n`)
  }
}

/** Chinese characters stand two columns wide. */
const displayWidth = (text: string): number => [...text].reduce((sum, sign) => sum + (/[⺀-￠]/.test(sign) ? 2 : 1), 0)
