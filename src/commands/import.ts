import { existsSync } from 'node:fs'
import { countWords } from '#core/documents/index.ts'
import { wakeDue } from '#core/matters/index.ts'
import { importLetters, linesOf } from '#measures/dialogue/index.ts'
import type { House } from '#platform/house.ts'

const usage = '用法：npm run import -- letters 文件.jsonl'
const mostShown = 20

/** `import letters FILE.jsonl`: with a progress bar, then what was taken and which lines were refused and why. */
export async function importFile(house: House, [what, path]: string[]): Promise<number> {
  if (what !== 'letters' || !path) return fail(usage)
  if (!existsSync(path)) return fail(`找不到文件：${path}`)
  let total = 0
  for await (const line of linesOf(path)) if (line.trim() !== '') total++
  const bar = progressBar(total)
  const report = await importLetters(house, linesOf(path), bar)
  process.stdout.write('\n')
  await wakeDue(house)
  await countWords(house.db)
  say(
    `读取 ${report.read} 行：收信 ${report.filed} 封（其中已公开 ${report.published} 封），以前导入过 ${report.already} 封，拒收 ${report.refused.length} 行。`,
  )
  for (const { line, why } of report.refused.slice(0, mostShown)) say(`  第 ${line} 行：${why}`)
  if (report.refused.length > mostShown) say(`  ……还有 ${report.refused.length - mostShown} 行`)
  return report.refused.length > 0 && report.filed + report.already === 0 ? 1 : 0
}

/** On a terminal a bar that grows; in a log a line each tenth. */
function progressBar(total: number): (done: number) => void {
  const width = 30
  const started = performance.now()
  let lastTenth = 0
  return (done) => {
    const share = total === 0 ? 1 : done / total
    const rate = Math.round(done / ((performance.now() - started) / 1000))
    const words = `${done}/${total} ${Math.floor(share * 100)}% ${rate} 封/秒`
    if (process.stdout.isTTY) {
      const filled = Math.round(share * width)
      process.stdout.write(`\r[${'█'.repeat(filled)}${'░'.repeat(width - filled)}] ${words}`)
    } else if (Math.floor(share * 10) > lastTenth) {
      lastTenth = Math.floor(share * 10)
      say(words)
    }
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}
